import"./part-LWJKCL2Q.js";import"./part-YIFQMJD6.js";function n(o){return o.replace(/[^\x20-\x7e]/gu,t=>`[U+${(t.codePointAt(0)??0).toString(16).toUpperCase().padStart(4,"0")}]`)}export{n as f639};
