//! Zhengmai 政脉 reads Chinese policy-meeting news and builds a knowledge graph in which every
//! statement leads back to the sentence that says it.
//!
//! A sentence in, a record out:
//!
//! ```
//! use zhengmai::{facts::Reader, ingest::Article};
//!
//! let article = Article::new("安阳市召开推进会\n5月29日，安阳市召开冬季清洁取暖工作推进会，市委常委、常务副市长陈志伟出席会议并讲话。");
//! let record = Reader::new().read(&article);
//!
//! assert_eq!(record.region.as_deref(), Some("河南省安阳市"));
//! assert_eq!(record.meetings[0].name, "冬季清洁取暖工作推进会");
//! let posts: Vec<_> = record.posts.iter().map(|p| (p.agency.as_str(), p.title.as_str())).collect();
//! assert_eq!(posts, [("中共安阳市委员会", "常委"), ("安阳市人民政府", "常务副市长")]);
//! let roles: Vec<_> = record.roles.iter().map(|r| r.role.as_str()).collect();
//! assert_eq!(roles, ["attend", "speak"]);
//! ```
//!
//! The modules stand in the order of the pipeline; each may use those before it.

pub mod base;
pub mod lexicon;

pub mod ingest;
pub mod text;

pub mod mentions;

pub mod links;

pub mod facts;

pub mod graph;

pub mod build;

pub mod query;

pub mod validate;

pub mod export;

pub mod cli;
