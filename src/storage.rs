//! The article on the desk, kept in IndexedDB so that a reload, a crash or a
//! closed tab loses nothing. Where there is no disk to be had the page goes on
//! in memory and says so.

use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Serialize};
use verbatim_core::{Correction, Override};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use crate::{
    article::{Article, Source},
    model::colours::Colours,
};

/// What is on the device's disk.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Saved {
    /// Nothing has been saved since the page was opened.
    #[default]
    Nothing,
    /// The article stands on disk as it is on the desk; the local time of it.
    At(String),
    /// It is being written.
    Saving,
    /// It is in memory only: why.
    Memory(String),
}

const DATABASE: &str = "verbatim";
const STORE: &str = "desk";
const CURRENT: &str = "current";
/// The version of [`Record`]. One of a newer build is put aside, not read.
const RECORD: u32 = 1;

/// What is written.
#[derive(Serialize, Deserialize)]
struct Record {
    version: u32,
    source: Source,
    overrides: Vec<Override>,
    // What later builds added is not in what earlier ones saved.
    #[serde(default)]
    corrections: Vec<Correction>,
    #[serde(default)]
    threshold: i8,
    #[serde(default)]
    colours: Colours,
}

/// The article that was saved last.
///
/// # Errors
/// Where there is no disk, or what is on it can't be read. What can't be read
/// is put aside under another key first, never overwritten.
pub async fn load() -> Result<Option<Article>, String> {
    let store = store(IdbTransactionMode::Readonly).await?;
    let value = done(&store.get(&CURRENT.into()).map_err(words)?).await?;
    if value.is_undefined() {
        return Ok(None);
    }
    match serde_wasm_bindgen::from_value::<Record>(value.clone()) {
        Ok(record) if record.version == RECORD => {
            let Record { source, overrides, corrections, threshold, colours, .. } = record;
            let (source, colours) = (Rc::new(source), Rc::new(colours));
            Ok(Some(Article { source, overrides, corrections, threshold, colours }))
        }
        _ => {
            let aside = format!("unread {}", js_sys::Date::new_0().to_iso_string());
            let store = self::store(IdbTransactionMode::Readwrite).await?;
            done(&store.put_with_key(&value, &aside.as_str().into()).map_err(words)?).await?;
            done(&store.delete(&CURRENT.into()).map_err(words)?).await?;
            Err("What was saved here is of another version. It was put aside unread.".to_owned())
        }
    }
}

/// Writes the article, or takes it off the disk where there is none.
///
/// # Errors
/// Where there is no disk or it is full.
pub async fn save(article: Option<&Article>) -> Result<(), String> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    let request = match article {
        Some(article) => {
            let record = Record {
                version: RECORD,
                source: (*article.source).clone(),
                overrides: article.overrides.clone(),
                corrections: article.corrections.clone(),
                threshold: article.threshold,
                colours: (*article.colours).clone(),
            };
            let value = serde_wasm_bindgen::to_value(&record).map_err(|e| e.to_string())?;
            store.put_with_key(&value, &CURRENT.into())
        }
        None => store.delete(&CURRENT.into()),
    };
    done(&request.map_err(words)?).await?;
    Ok(())
}

async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, String> {
    let none = "this browser window has no storage";
    let window = web_sys::window().ok_or(none)?;
    let factory = window.indexed_db().map_err(words)?.ok_or(none)?;
    let open = factory.open_with_u32(DATABASE, 1).map_err(words)?;
    let request = open.clone();
    let upgrade = Closure::once(move || {
        if let Ok(result) = request.result()
            && let Ok(database) = result.dyn_into::<IdbDatabase>()
        {
            // Fails only where the store is there already.
            let _ = database.create_object_store(STORE);
        }
    });
    open.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let database: IdbDatabase = done(&open).await?.dyn_into().map_err(words)?;
    let transaction = database.transaction_with_str_and_mode(STORE, mode).map_err(words)?;
    transaction.object_store(STORE).map_err(words)
}

/// Waits for a request's result.
async fn done(request: &IdbRequest) -> Result<JsValue, String> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(words),
        Err(_) => Err(request
            .error()
            .ok()
            .flatten()
            .map_or_else(|| "storage failed".to_owned(), |e| words(e.into()))),
    }
}

/// What a JavaScript error says.
fn words(error: JsValue) -> String {
    Reflect::get(&error, &"message".into())
        .ok()
        .and_then(|m| m.as_string())
        .unwrap_or_else(|| "storage failed".to_owned())
}
