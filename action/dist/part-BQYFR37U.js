var e=["dry-run","force"];export{e as a};
