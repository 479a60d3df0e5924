import{v as B}from"./part-YY3R7RRB.js";import"./part-73B7GHSX.js";import"./part-YIFQMJD6.js";function N(p,l,g){let o=l.offset,s=I(l,p.options.strict,g);if(!s)return{value:"",type:null,comment:"",range:[o,o,o]};let m=s.mode===">"?B.BLOCK_FOLDED:B.BLOCK_LITERAL,t=l.source?E(l.source):[],f=t.length;for(let e=t.length-1;e>=0;--e){let i=t[e][1];if(i===""||i==="\r")f=e;else break}if(f===0){let e=s.chomp==="+"&&t.length>0?`
`.repeat(Math.max(1,t.length-1)):"",i=o+s.length;return l.source&&(i+=l.source.length),{value:e,type:m,comment:s.comment,range:[o,i,i]}}let a=l.indent+s.indent,u=l.offset+s.length,k=0;for(let e=0;e<f;++e){let[i,h]=t[e];if(h===""||h==="\r")s.indent===0&&i.length>a&&(a=i.length);else{i.length<a&&g(u+i.length,"MISSING_CHAR","Block scalars with more-indented leading empty lines must use an explicit indentation indicator"),s.indent===0&&(a=i.length),k=e,a===0&&!p.atRoot&&g(u,"BAD_INDENT","Block scalar values in collections must be indented");break}u+=i.length+h.length+1}for(let e=t.length-1;e>=f;--e)t[e][0].length>a&&(f=e+1);let r="",n="",c=!1;for(let e=0;e<k;++e)r+=t[e][0].slice(a)+`
`;for(let e=k;e<f;++e){let[i,h]=t[e];u+=i.length+h.length+1;let b=h[h.length-1]==="\r";if(b&&(h=h.slice(0,-1)),h&&i.length<a){let S=`Block scalar lines must not be less indented than their ${s.indent?"explicit indentation indicator":"first line"}`;g(u-h.length-(b?2:1),"BAD_INDENT",S),i=""}m===B.BLOCK_LITERAL?(r+=n+i.slice(a)+h,n=`
`):i.length>a||h[0]==="	"?(n===" "?n=`
`:!c&&n===`
`&&(n=`

`),r+=n+i.slice(a)+h,n=`
`,c=!0):h===""?n===`
`?r+=`
`:n=`
`:(r+=n+h,n=" ",c=!1)}switch(s.chomp){case"-":break;case"+":for(let e=f;e<t.length;++e)r+=`
`+t[e][0].slice(a);r[r.length-1]!==`
`&&(r+=`
`);break;default:r+=`
`}let d=o+s.length+l.source.length;return{value:r,type:m,comment:s.comment,range:[o,d,d]}}function I({offset:p,props:l},g,o){if(l[0].type!=="block-scalar-header")return o(l[0],"IMPOSSIBLE","Block scalar header not found"),null;let{source:s}=l[0],m=s[0],t=0,f="",a=-1;for(let n=1;n<s.length;++n){let c=s[n];if(!f&&(c==="-"||c==="+"))f=c;else{let d=Number(c);!t&&d?t=d:a===-1&&(a=p+n)}}a!==-1&&o(a,"UNEXPECTED_TOKEN",`Block scalar header includes extra characters: ${s}`);let u=!1,k="",r=s.length;for(let n=1;n<l.length;++n){let c=l[n];switch(c.type){case"space":u=!0;case"newline":r+=c.source.length;break;case"comment":g&&!u&&o(c,"MISSING_CHAR","Comments must be separated from other tokens by white space characters"),r+=c.source.length,k=c.source.substring(1);break;case"error":o(c,"UNEXPECTED_TOKEN",c.message),r+=c.source.length;break;default:{let d=`Unexpected token in block scalar header: ${c.type}`;o(c,"UNEXPECTED_TOKEN",d);let e=c.source;e&&typeof e=="string"&&(r+=e.length)}}}return{mode:m,indent:t,chomp:f,comment:k,length:r}}function E(p){let l=p.split(/\n( *)/),g=l[0],o=g.match(/^( *)/),m=[o?.[1]?[o[1],g.slice(o[1].length)]:["",g]];for(let t=1;t<l.length;t+=2)m.push([l[t],l[t+1]]);return m}export{N as resolveBlockScalar$9};
