var e=["none","read","triage","write","maintain","admin"];export{e as a};
