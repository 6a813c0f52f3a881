//! Prints records of gold articles, for the edit-test loop.
use std::io::Write;
fn main() {
    let reader = zhengmai::facts::Reader::new();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut files: Vec<_> = std::env::args().skip(1).collect();
    files.sort();
    for file in files {
        let gold: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let mut article = zhengmai::ingest::Article::new("");
        article.text = gold["text"].as_str().unwrap().to_owned();
        article.id = gold["id"].as_str().unwrap().to_owned();
        let record = reader.read(&article);
        writeln!(out, "{}", serde_json::to_string(&record).unwrap()).unwrap();
    }
}
