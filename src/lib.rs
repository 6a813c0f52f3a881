//! Zhengmai 政脉 reads Chinese policy-meeting news.
pub mod base;
pub mod facts;
pub mod ingest;
pub mod lexicon;
pub mod links;
pub mod mentions;
pub mod text;
