import{a as o}from"./part-PNCKVWDH.js";import{a as e,c as r}from"./part-E6BSJDEY.js";var s=`repository(owner: $owner, name: $repo) { isPrivate
  policy: object(expression: $policy) { ... on Blob { oid text isTruncated } }
  pullRequest(number: $number) { headRefOid changedFiles
    files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } } } }`;function y({owner:t,repo:n},{number:a,base:i},p){return{operation:"ProposedFiles",...r("query","ProposedFiles",[e(s,{owner:{type:"String!",value:t},repo:{type:"String!",value:n},number:{type:"Int!",value:a},policy:{type:"String!",value:`refs/heads/${i}:${o}`},after:{type:"String",value:p}})])}}export{y as a};
