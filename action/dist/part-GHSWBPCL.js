var E=".github/ISSUE_TEMPLATE",L=`${E}/incident.yml`,o=".github/workflows";function O(r){return`${o}/${r}`}export{E as a,L as b,O as c};
