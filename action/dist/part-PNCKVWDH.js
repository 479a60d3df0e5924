var r=".github/firebreak.yml";export{r as a};
