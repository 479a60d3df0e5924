function r(t,e){return`${t.labels.statusPrefix}${e}`.trimStart()}function a(t,e){return`${t.labels.severityPrefix}${e}`.trimStart()}export{r as a,a as b};
