//! Prints the record of a text on standard input, for the edit-test loop.
use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    let mut r = zhengmai::facts::Reader::new().read(&zhengmai::ingest::Article::new(&s));
    r.text.clear();
    println!("{}", serde_json::to_string_pretty(&r).unwrap());
}
