//! What the page and the web worker say to each other, and [`answer`], the
//! worker's thin call of the core.
