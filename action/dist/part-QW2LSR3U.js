var e=".github/firebreak.yml";export{e as a};
