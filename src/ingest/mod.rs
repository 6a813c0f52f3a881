//! A path → [`Article`]s.

mod article;

pub use article::Article;
