function r(t,e){return`${t.labels.statusPrefix}${e}`.trimStart()}function l(t,e){return`${t.labels.severityPrefix}${e}`.trimStart()}export{r as a,l as b};
