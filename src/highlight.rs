//! The CSS Custom Highlight API: colours ranges of the article without touching
//! its DOM. Where a browser has none, the text stays plain and a jump selects
//! its words instead. web-sys does not know the API yet, so it is called by name.

use js_sys::{Array, Function, Reflect};
use verbatim_core::report::Range as Bytes;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Range, window};

use crate::{
    ids,
    model::Reading,
    text::{byte_at_utf16, utf16_len},
};

/// Colours these ranges under `name`, in place of what had that name before.
/// A higher priority is painted above a lower one.
pub fn set(name: &str, ranges: &[Range], priority: i32) {
    let Some(registry) = registry() else { return };
    let done = if ranges.is_empty() {
        call(&registry, "delete", &[&name.into()])
    } else {
        highlight(ranges, priority).and_then(|it| call(&registry, "set", &[&name.into(), &it]))
    };
    debug_assert!(done.is_some(), "the registry takes what the constructor made");
}

/// Whether the browser can do it.
pub fn is_supported() -> bool {
    registry().is_some()
}

fn registry() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    let registry = Reflect::get(&css, &"highlights".into()).ok()?;
    (!registry.is_undefined()).then_some(registry)
}

fn highlight(ranges: &[Range], priority: i32) -> Option<JsValue> {
    let constructor: Function =
        Reflect::get(&js_sys::global(), &"Highlight".into()).ok()?.dyn_into().ok()?;
    let ranges: Array = ranges.iter().collect();
    let highlight = Reflect::construct(&constructor, &ranges).ok()?;
    Reflect::set(&highlight, &"priority".into(), &priority.into()).ok()?;
    Some(highlight)
}

fn call(on: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(on, &name.into()).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    function.apply(on, &arguments).ok()
}

/// DOM ranges for a byte range of the document: one for each line in the page
/// that has some of it.
pub fn dom_ranges(reading: &Reading, bytes: Bytes) -> Vec<Range> {
    let Some(document) = window().and_then(|w| w.document()) else { return Vec::new() };
    let first = reading.line_at(bytes.start);
    let lines = reading.lines.iter().enumerate().skip(first);
    lines
        .take_while(|(_, line)| line.range.start < bytes.end)
        .filter_map(|(number, line)| {
            let start = bytes.start.max(line.range.start);
            let end = bytes.end.min(line.range.end);
            dom_range(&document, reading, number, line.range, Bytes { start, end })
        })
        .collect()
}

fn dom_range(
    document: &Document,
    reading: &Reading,
    number: usize,
    line: Bytes,
    part: Bytes,
) -> Option<Range> {
    let node = document.get_element_by_id(&ids::line(number))?.first_child()?;
    let units = |to: u32| utf16_len(reading.of(Bytes { start: line.start, end: to }));
    let range = document.create_range().ok()?;
    range.set_start(&node, units(part.start)).ok()?;
    range.set_end(&node, units(part.end)).ok()?;
    Some(range)
}

/// The byte of the document under a point of the window, where there is text.
pub fn byte_at_point(reading: &Reading, x: f64, y: f64) -> Option<u32> {
    let document: JsValue = window()?.document()?.into();
    let position = call(&document, "caretPositionFromPoint", &[&x.into(), &y.into()])?;
    let node = Reflect::get(&position, &"offsetNode".into()).ok()?;
    let node: web_sys::Node = node.dyn_into().ok()?;
    let offset = Reflect::get(&position, &"offset".into()).ok()?.as_f64()? as u32;
    let number = ids::line_number(&node.parent_element()?.id())?;
    let line = reading.lines.get(number)?;
    Some(line.range.start + byte_at_utf16(reading.of(line.range), offset) as u32)
}

/// Selects a range, for browsers that can't highlight.
pub fn select(range: &Range) {
    if let Some(Ok(Some(selection))) = window().map(|w| w.get_selection())
        && selection.remove_all_ranges().is_ok()
    {
        // A selection that is refused changes nothing that matters.
        let _ = selection.add_range(range);
    }
}
