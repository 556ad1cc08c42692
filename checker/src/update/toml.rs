//! A digest into a TOML manifest, by an editor that keeps comments and order.

use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

pub(super) fn record(text: &str, builder: &str, digest: &str) -> Option<String> {
    // The editor writes `\n`; it is given nothing else, and what it would not give back unchanged
    // is not edited at all.
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = if bare.contains('\r') { bare.replace("\r\n", "\n") } else { bare.to_owned() };
    let windows = lines != bare;
    if (windows && lines.replace('\n', "\r\n") != bare) || lines.contains('\r') {
        return None;
    }
    let mut document: DocumentMut = lines.parse().ok()?;
    if document.to_string() != lines {
        return None;
    }
    let digests = child(document.get_mut("binary")?, "digests")?;
    set(digests, builder, value(digest))?;
    let governance = child(document.as_item_mut(), "governance")?;
    if governance.get("schema").is_none() {
        set(governance, "schema", value(1))?;
    }
    let changed = document.to_string();
    let changed = if windows { changed.replace('\n', "\r\n") } else { changed };
    let mark = if bare.len() < text.len() { "\u{feff}" } else { "" };
    Some(format!("{mark}{changed}"))
}

/// The table of this name; where there is none, one of the parent's own kind is made.
fn child<'a>(parent: &'a mut Item, name: &str) -> Option<&'a mut Item> {
    if parent.get(name).is_none() {
        // Only a table with a header can have tables with headers in it.
        let item = match parent.as_table() {
            Some(table) if !table.is_dotted() => Item::Table(Table::new()),
            _ => value(InlineTable::new()),
        };
        append(parent, name, item)?;
    }
    parent.get_mut(name).filter(|item| item.is_table_like())
}

/// Sets a value and leaves the space and comments around it.
fn set(table: &mut Item, key: &str, item: Item) -> Option<()> {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let mut new = item.into_value().ok()?;
            *new.decor_mut() = old.decor().clone();
            *old = new;
            Some(())
        }
        None => append(table, key, item),
    }
}

/// Adds an entry. In an inline table the space before its end moves along.
fn append(table: &mut Item, key: &str, mut item: Item) -> Option<()> {
    if let (Some(inline), Some(new)) = (table.as_inline_table_mut(), item.as_value_mut())
        && let Some((_, last)) = inline.iter_mut().last()
        && let Some(space) = last.decor().suffix().and_then(|space| space.as_str())
    {
        new.decor_mut().set_prefix(" ");
        new.decor_mut().set_suffix(space.to_owned());
        last.decor_mut().set_suffix("");
    }
    table.as_table_like_mut()?.insert(key, item);
    Some(())
}
