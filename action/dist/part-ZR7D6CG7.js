import{a as t}from"./part-QW2LSR3U.js";import{a as e,c as r}from"./part-TMK7DT7T.js";var i=`repository(owner: $owner, name: $repo) { isPrivate
  policy: object(expression: $policy) { ... on Blob { oid text isTruncated } }
  pullRequest(number: $number) { headRefOid changedFiles
    files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } } } }`;function d({owner:o,repo:n},{number:a,base:p},s){return{operation:"ProposedFiles",...r("query","ProposedFiles",[e(i,{owner:{type:"String!",value:o},repo:{type:"String!",value:n},number:{type:"Int!",value:a},policy:{type:"String!",value:`refs/heads/${p}:${t}`},after:{type:"String",value:s}})])}}export{d as a};
