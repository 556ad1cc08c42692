//! Files that are no JSON, or name a key twice.

use checker::Span;
use checker::model::document::{Fault, VALUES};
use checker::verdict::Finding;

use crate::{codes, finding};

/// A finding for each fault that reading found.
pub fn findings(name: &str, text: &str, faults: Vec<Fault>) -> Vec<Finding> {
    let place = |span: Option<Span>, message: &str| match span {
        Some(span) => finding::at(name, text, span, message),
        None => finding::note(name, message),
    };
    let finding = |fault| match fault {
        Fault::Crowded => {
            let code = codes::of_checker("too-large");
            let message = format!("this has more than {VALUES} values");
            finding::new(code, message, vec![place(None, "not read")], vec![])
        }
        Fault::Syntax { message, span } => {
            let code = codes::of_checker("unreadable-document");
            finding::new(
                code,
                format!("this is no JSON: {message}"),
                vec![place(span, "here")],
                vec![],
            )
        }
        Fault::DuplicateKey { key, first, second } => {
            let code = codes::of_checker("duplicate-key");
            let labels = vec![place(Some(second), "again here"), place(first, "first here")];
            finding::new(code, format!("the key `{key}` stands here twice"), labels, vec![])
        }
    };
    faults.into_iter().map(finding).collect()
}
