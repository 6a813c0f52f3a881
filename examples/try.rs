//! Prints the record of the text on standard input: the loop for trying a sentence.
//!
//! `cargo run --no-default-features --example try < article.txt` prints JSON without the
//! text; with `-- lines` the lines that the cases in `tests/cases` are written in.

use std::error::Error;
use std::io::{Read, stdin};

use zhengmai::facts::Reader;
use zhengmai::ingest::Article;

#[path = "../tests/records/expected.rs"]
mod expected;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    let article = Article::new(text.split("\n---\n").next().unwrap_or_default());
    let mut record = Reader::new().read(&article);
    if std::env::args().nth(1).is_some_and(|arg| arg == "lines") {
        for line in expected::lines(&record) {
            println!("{line}");
        }
        return Ok(());
    }
    record.text.clear();
    println!("{}", serde_json::to_string_pretty(&record)?);
    Ok(())
}
