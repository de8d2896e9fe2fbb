//! Tests of the area as a whole: what every area is held to, and disposal from the page.

mod area;
mod pages;
