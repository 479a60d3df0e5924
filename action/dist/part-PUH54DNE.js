import{c as E}from"./part-ZBWPC6DQ.js";var o=".github/ISSUE_TEMPLATE",R=`${o}/incident.yml`,t=".github/workflows",F=`${E}/README.md`;function M(r){return`${t}/${r}`}export{o as a,R as b,M as c};
