//! Zhengmai 政脉 reads Chinese policy-meeting news.
pub mod base;
pub mod cli;
pub mod export;
pub mod facts;
pub mod graph;
pub mod ingest;
pub mod lexicon;
pub mod links;
pub mod mentions;
pub mod query;
pub mod text;
