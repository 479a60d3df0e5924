import"./part-SRONCNSZ.js";import{b as o,ya as r}from"./part-LIWCLA3G.js";import"./part-RR5FBH2D.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f97};
