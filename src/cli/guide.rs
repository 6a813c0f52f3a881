//! What `zhengmai` alone prints: what it is for and the first commands to try.

use super::Exit;
use super::error::Error;
use super::terminal::{Style, Terminal};

/// Lines to try, each with what it does.
const EXAMPLES: [(&str, &str); 8] = [
    (
        "zhengmai extract ARTICLE.txt",
        "show an article with its mentions marked",
    ),
    (
        "zhengmai build seeds/",
        "read articles into the store zhengmai.store",
    ),
    ("zhengmai query", "list the questions that are ready to ask"),
    ("zhengmai query chairs", "ask one of them"),
    ("zhengmai query 'SELECT …'", "ask your own in SPARQL"),
    (
        "zhengmai show 陈志伟",
        "everything about an official, agency, document or meeting",
    ),
    (
        "zhengmai why IRI",
        "the sentences behind a node of the graph",
    ),
    (
        "zhengmai export -o graph.graphml",
        "take the graph to Gephi, networkx or igraph",
    ),
];

/// Prints the guide.
pub fn print(terminal: &Terminal) -> Result<Exit, Error> {
    let mut text = format!(
        "{} reads Chinese policy-meeting news and builds a knowledge graph\n\
         in which every statement leads back to the sentence that says it.\n\n\
         {}\n",
        terminal.paint(Style::Bold, "Zhengmai 政脉"),
        terminal.paint(Style::Bold, "Try:"),
    );
    for (command, purpose) in EXAMPLES {
        let gap = " ".repeat(36_usize.saturating_sub(super::terminal::width(command)));
        let command = terminal.paint(Style::Cyan, command);
        text.push_str(&format!("  {command}{gap}{purpose}\n"));
    }
    text.push_str(
        "\nInputs: .txt .md .html .jsonl files, also .gz; folders; globs; - for standard input.\n\
         Options of a command: zhengmai build --help. All commands: zhengmai --help.\n",
    );
    terminal.print(text)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::EXAMPLES;
    use crate::cli::Cli;

    #[test]
    fn examples_name_commands_and_queries_that_exist() {
        for (example, _) in EXAMPLES {
            let words: Vec<&str> = example.split(' ').collect();
            assert!(
                Cli::command().find_subcommand(words[1]).is_some(),
                "{example}"
            );
            if let ["zhengmai", "query", name] = words[..] {
                let known = crate::query::named().iter().any(|query| query.name == name);
                assert!(known, "{example}");
            }
        }
    }
}
