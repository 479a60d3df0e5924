import"./part-OMJ6GX6Z.js";import"./part-YIFQMJD6.js";function e(t){return`It changes ${t} files more than GitHub lists: whether postmortems are among those is not known.`}export{e as f195};
