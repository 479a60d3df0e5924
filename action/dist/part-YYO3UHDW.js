var e=["opened","paged","acknowledged","assigned","severity","status","update","resolved","reopened","closed","shared"];export{e as a};
