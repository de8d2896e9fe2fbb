//! Tests of the area as a whole: what every area is held to, and secrecy from the page.

mod area;
mod pages;
