//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ExportError;

/// Writes a file under another name in the same folder, then gives it its own.
pub(super) fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, WriteError>,
) -> Result<T, ExportError> {
    let error = |source| ExportError::Io {
        path: path.to_owned(),
        source,
    };
    let Some(name) = path.file_name() else {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file");
        return Err(error(source));
    };
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.tmp", std::process::id()));
    let temporary = Temporary(path.with_file_name(hidden));
    let mut out = BufWriter::new(File::create(&temporary.0).map_err(error)?);
    let result = match write(&mut out) {
        Ok(result) => result,
        Err(WriteError::Io(source)) => return Err(error(source)),
        Err(WriteError::Storage(source)) => return Err(source.into()),
    };
    let file = out.into_inner().map_err(|e| error(e.into_error()))?;
    file.sync_all().map_err(error)?;
    drop(file);
    fs::rename(&temporary.0, path).map_err(error)?;
    Ok(result)
}

/// A file that is gone when this is dropped, unless it was renamed.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // Nothing to remove is the good case: the file has its own name by now.
        let _ = fs::remove_file(&self.0);
    }
}

/// What can fail while a file is written.
pub(super) enum WriteError {
    Io(io::Error),
    Storage(oxigraph::store::StorageError),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<oxigraph::store::StorageError> for WriteError {
    fn from(error: oxigraph::store::StorageError) -> Self {
        Self::Storage(error)
    }
}

/// The two files of a format of tables: `x.csv` gives `x-nodes.csv` and `x-edges.csv`; a
/// folder (one that is there, or a path that ends in `/`) gets `nodes.csv` and `edges.csv`.
pub(super) fn two_tables(path: &Path, extension: &str) -> Result<[PathBuf; 2], ExportError> {
    let tables = ["nodes", "edges"];
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    if is_folder {
        fs::create_dir_all(path).map_err(|source| ExportError::Io {
            path: path.to_owned(),
            source,
        })?;
        return Ok(tables.map(|table| path.join(format!("{table}.{extension}"))));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(tables.map(|table| path.with_file_name(format!("{stem}-{table}.{extension}"))))
}

/// A cell of a table as RFC 4180 has it.
pub(super) fn csv_cell(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}

/// Writes a line of a table.
pub(super) fn csv_row<'a>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = std::borrow::Cow<'a, str>>,
) -> io::Result<()> {
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        out.write_all(csv_cell(&cell).as_bytes())?;
    }
    out.write_all(b"\n")
}

/// A text for XML, in an attribute or between tags: its line ends and tabs stay what they are.
pub(super) fn xml_escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in xml_text(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A string without the characters that XML 1.0 cannot hold, not even escaped.
pub(super) fn xml_text(text: &str) -> std::borrow::Cow<'_, str> {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(allowed) {
        text.into()
    } else {
        text.chars()
            .filter(|&c| allowed(c))
            .collect::<String>()
            .into()
    }
}

/// Flushes a writer that lends out its buffer; a short way to end an exporter.
pub(super) fn flush(out: &mut impl Write) -> Result<(), WriteError> {
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_export_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("graph.ttl");
        fs::write(&path, "old").unwrap();
        let failed = write_whole(&path, |out| {
            out.write_all(b"new")?;
            Err::<(), _>(io::Error::other("disk full").into())
        });
        assert!(failed.unwrap_err().to_string().contains("graph.ttl"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(xml_text("a\u{0}b\u{b}\u{ffff}\n政"), "ab\n政");
    }
}
