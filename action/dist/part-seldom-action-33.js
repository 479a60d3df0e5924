import"./part-EZHCYAIB.js";import{b as s}from"./part-AJKBDOYM.js";import"./part-YIFQMJD6.js";function l(e,o,c){let a=e instanceof Error?e.message:String(e),m=[o.INPUT_TOKEN??"",o.INPUT_KEY??""].reduce((r,t)=>t===""?r:r.replaceAll(t,"***"),a);process.stdout.write(`${s("error",{},`${m.replace(/[\r\n]+/g," ").replace(/\.$/,"")}. ${c}`)}
`),process.exitCode=1}export{l as f116};
