//! The text of a page in lines, as a browser would break them: one for each block.

use dom_query::{Document, NodeRef};

/// Elements that begin and end a line.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
    "br",
];

/// Elements without text for a reader.
const SILENT: [&str; 15] = [
    "audio", "button", "canvas", "head", "iframe", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "video",
];

/// Lines that hold something, white space within them joined, in the page's order; and how
/// deep its elements are nested.
pub(super) fn of(page: &Document) -> (Vec<String>, usize) {
    let mut lines = Lines::default();
    // A stack in place of recursion: pages nest as deep as they like.
    let mut stack = vec![Step::Enter(page.root(), 0)];
    let mut deepest = 0;
    while let Some(step) = stack.pop() {
        match step {
            Step::Enter(node, _) if node.is_text() => lines.push(&node.text()),
            Step::Enter(node, depth) => {
                deepest = deepest.max(depth);
                let name = node.node_name();
                let name = name.as_deref().unwrap_or("");
                if SILENT.contains(&name) || is_hidden(&node) {
                    continue;
                }
                if BLOCKS.contains(&name) {
                    lines.end();
                    stack.push(Step::EndLine);
                } else if name == "td" || name == "th" {
                    lines.space();
                    stack.push(Step::Space);
                }
                let inner = |child| Step::Enter(child, depth + 1);
                stack.extend(node.children_it(true).map(inner));
            }
            Step::EndLine => lines.end(),
            Step::Space => lines.space(),
        }
    }
    lines.end();
    (lines.done, deepest)
}

enum Step<'a> {
    /// A node and how deep it is nested.
    Enter(NodeRef<'a>, usize),
    EndLine,
    Space,
}

fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").unwrap_or_default().to_lowercase();
    style.replace(' ', "").contains("display:none") || node.has_attr("hidden")
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
}

impl Lines {
    /// Adds text. A line end in the source is a space between words, and nothing between
    /// Chinese characters; hard spaces, as spaces, and ideographic ones stay, all of them.
    fn push(&mut self, text: &str) {
        let mut broken = false;
        for c in text.chars() {
            match c {
                '\n' | '\r' => broken = true,
                ' ' | '\t' => {
                    if !broken {
                        self.space();
                    }
                }
                '\u{a0}' => self.line.push(' '),
                '\u{200b}' | '\u{feff}' => {}
                _ => {
                    if broken && c.is_ascii() && self.line.ends_with(|b: char| b.is_ascii()) {
                        self.space();
                    }
                    broken = false;
                    self.line.push(c);
                }
            }
        }
        if broken && self.line.ends_with(|b: char| b.is_ascii()) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end(&mut self) {
        let line = self.line.trim();
        if !line.is_empty() {
            self.done.push(line.to_owned());
        }
        self.line.clear();
    }
}
