//! The database: its versions, and the few things that are done with it. Only a
//! transaction's `complete` says that something is on the disk: with a full disk a
//! request succeeds and its transaction is aborted afterwards.
//!
//! Version 1 had one store, `desk`, with the article under `current` and what could
//! not be read under `unread …`. Version 2 has the documents by their ids, and
//! what can't be read in a store of its own.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use idb::{
    DatabaseEvent, Error, Event, Factory, ObjectStoreParams, Request, Transaction, TransactionMode,
    event::VersionChangeEvent, request::PutStoreRequest,
};
use js_sys::{Array, Function, Promise, Reflect};
use verbatim_worker::DocumentId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

use super::record::Record;

const NAME: &str = "verbatim";
const VERSION: u32 = 2;
const DOCUMENTS: &str = "documents";
const ASIDE: &str = "aside";
/// The one store of version 1, and the key of the article in it.
const DESK: &str = "desk";
const CURRENT: &str = "current";

/// An open connection, and the last put that was made by it.
pub struct Database(idb::Database, RefCell<Option<PutStoreRequest>>);

/// Why something could not be read or written.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// In words for the user.
    Failed(String),
    /// Another tab has written this document since this page did.
    Overtaken(DocumentId),
}

/// What lies in the stores.
#[derive(Default)]
pub struct Found {
    /// The documents that can be read.
    pub documents: Vec<(DocumentId, Record)>,
    /// How many lie aside that can't and were not downloaded yet.
    pub aside: usize,
}

impl Database {
    /// Opens the database, made or brought to this version. `blocked` is called where
    /// another tab keeps it open at an older one: the opening goes on once that tab is
    /// closed. `outdated` is called once the connection was closed for a newer build.
    ///
    /// # Errors
    /// Where there is no storage, or a newer build's.
    pub async fn open(
        blocked: impl FnOnce() + 'static,
        outdated: impl FnOnce() + 'static,
    ) -> Result<Self, String> {
        let mut request = Factory::new().and_then(|f| f.open(NAME, Some(VERSION))).map_err(why)?;
        request.on_upgrade_needed(|event| {
            // What can't be brought to this version fails the opening, and is told then.
            let _ = upgrade(&event);
        });
        request.on_blocked(|_| blocked());
        let (mut resolve, mut reject) = (None, None);
        let opened = Promise::new(&mut |yes, no| (resolve, reject) = (Some(yes), Some(no)));
        request.on_success(move |_| call(resolve.as_ref(), &JsValue::NULL));
        request.on_error(move |_| call(reject.as_ref(), &JsValue::NULL));
        if JsFuture::from(opened).await.is_err() {
            return Err(reason(request.error().ok().flatten().as_ref()));
        }
        let mut database = request.database().map_err(why)?;
        let connection = request.database().map_err(why)?;
        database.on_version_change(move |_| {
            // Left open, it would hold up the newer build for ever.
            connection.close();
            outdated();
        });
        Ok(Self(database, RefCell::default()))
    }

    /// Reads all documents. What can't be read is put aside.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn read_all(&self) -> Result<Found, String> {
        let transaction = self.begin(&[DOCUMENTS, ASIDE], TransactionMode::ReadOnly)?;
        let documents = transaction.object_store(DOCUMENTS).map_err(why)?;
        let keys = documents.get_all_keys(None, None).map_err(why)?;
        let values = documents.get_all(None, None).map_err(why)?;
        let aside = transaction.object_store(ASIDE).map_err(why)?;
        let aside = aside.get_all(None, None).map_err(why)?;
        finished(transaction).await?;
        let aside = list(&aside).iter().filter(|entry| !is_taken(entry)).count();
        let mut found = Found { documents: Vec::new(), aside };
        let mut unreadable = Vec::new();
        for (key, value) in list(&keys).iter().zip(list(&values).iter()) {
            let id = key.as_f64().and_then(DocumentId::from_number);
            match id.and_then(|id| Some((id, Record::from_value(value.clone())?))) {
                Some(document) => found.documents.push(document),
                None => unreadable.push((key, value)),
            }
        }
        found.aside += unreadable.len();
        self.put_aside(unreadable).await?;
        Ok(found)
    }

    /// The document as it was last written.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn read(&self, id: DocumentId) -> Result<Option<Record>, String> {
        let transaction = self.begin(&[DOCUMENTS], TransactionMode::ReadOnly)?;
        let documents = transaction.object_store(DOCUMENTS).map_err(why)?;
        let request = documents.get(JsValue::from_f64(id.number())).map_err(why)?;
        finished(transaction).await?;
        Ok(request.result().ok().and_then(Record::from_value))
    }

    /// Writes and deletes, all or nothing. The requests are made at once; what is
    /// returned ends with the transaction. An `urgent` writing is committed at once,
    /// too, for a page that goes away, without a look at what another tab has written;
    /// it takes the place of one that is on its way, for which it could not wait.
    pub fn write(
        &self,
        puts: &[(DocumentId, Record)],
        deletes: &[DocumentId],
        urgent: bool,
    ) -> Result<impl Future<Output = Result<(), Trouble>> + use<>, String> {
        let transaction = self.begin(&[DOCUMENTS], TransactionMode::ReadWrite)?;
        let documents = transaction.object_store(DOCUMENTS).map_err(why)?;
        let before = self.1.take().filter(|_| urgent);
        if let Some(before) = before.and_then(|request| request.transaction()) {
            // Fails only where it is over already.
            let _ = before.abort();
        }
        let overtaken = Rc::new(Cell::new(None));
        let mut looks = Vec::new();
        for (id, record) in puts {
            let key = JsValue::from_f64(id.number());
            let value = record.to_value().map_err(|error| error.to_string())?;
            if urgent {
                self.1.replace(Some(documents.put(&value, Some(&key)).map_err(why)?));
                continue;
            }
            // Looked at in the same transaction, before the put that is made now.
            let mut look = documents.get(key.clone()).map_err(why)?;
            let (id, times, overtaken) = (*id, record.times, Rc::clone(&overtaken));
            look.on_success(move |event| {
                let there = event.target().and_then(|request| request.result()).ok();
                if there.is_some_and(|there| times_of(&there) >= times)
                    && let Some(transaction) = event.target().ok().and_then(|it| it.transaction())
                {
                    overtaken.set(Some(id));
                    // Fails only where it is over already.
                    let _ = transaction.abort();
                }
            });
            looks.push(look);
            self.1.replace(Some(documents.put(&value, Some(&key)).map_err(why)?));
        }
        for id in deletes {
            documents.delete(JsValue::from_f64(id.number())).map_err(why)?;
        }
        let transaction = if urgent { transaction.commit().map_err(why)? } else { transaction };
        let end = finished(transaction);
        Ok(async move {
            let end = end.await;
            drop(looks);
            match overtaken.get() {
                Some(id) => Err(Trouble::Overtaken(id)),
                None => end.map_err(Trouble::Failed),
            }
        })
    }

    /// All that lies aside, as one JSON text; it is told of no more.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn take_aside(&self) -> Result<String, String> {
        let transaction = self.begin(&[ASIDE], TransactionMode::ReadOnly)?;
        let aside = transaction.object_store(ASIDE).map_err(why)?;
        let keys = aside.get_all_keys(None, None).map_err(why)?;
        let values = aside.get_all(None, None).map_err(why)?;
        finished(transaction).await?;
        let (keys, values) = (list(&keys), list(&values));
        let transaction = self.begin(&[ASIDE], TransactionMode::ReadWrite)?;
        let aside = transaction.object_store(ASIDE).map_err(why)?;
        for (key, entry) in keys.iter().zip(values.iter()) {
            // Each is an object of our own making.
            let _ = Reflect::set(&entry, &"taken".into(), &true.into());
            aside.put(&entry, Some(&key)).map_err(why)?;
        }
        finished(transaction).await?;
        let text = js_sys::JSON::stringify_with_replacer_and_space(
            &values,
            &JsValue::NULL,
            &JsValue::from_f64(2.0),
        );
        text.map(String::from).map_err(|_| FAILED.to_owned())
    }

    async fn put_aside(&self, entries: Vec<(JsValue, JsValue)>) -> Result<(), String> {
        if entries.is_empty() {
            return Ok(());
        }
        let transaction = self.begin(&[DOCUMENTS, ASIDE], TransactionMode::ReadWrite)?;
        let documents = transaction.object_store(DOCUMENTS).map_err(why)?;
        let aside = transaction.object_store(ASIDE).map_err(why)?;
        for (key, value) in entries {
            put_entry_aside(&aside, &key, &value).map_err(why)?;
            documents.delete(key).map_err(why)?;
        }
        finished(transaction).await
    }

    fn begin(&self, stores: &[&str], mode: TransactionMode) -> Result<Transaction, String> {
        self.0.transaction(stores, mode).map_err(why)
    }
}

/// Makes the stores of this version out of what is there.
fn upgrade(event: &VersionChangeEvent) -> Result<(), Error> {
    let (database, request) = (event.database()?, event.target()?);
    database.create_object_store(DOCUMENTS, ObjectStoreParams::new())?;
    database.create_object_store(ASIDE, ObjectStoreParams::new())?;
    let Some(transaction) = request.transaction() else { return Ok(()) };
    if event.old_version()? == 0 {
        return Ok(());
    }
    let desk = transaction.object_store(DESK)?;
    let (documents, aside) =
        (transaction.object_store(DOCUMENTS)?, transaction.object_store(ASIDE)?);
    let keys = desk.get_all_keys(None, None)?;
    // Requests are answered in their order, so the keys are there with the values.
    let mut values = desk.get_all(None, None)?;
    values.on_success(move |event| {
        let values = event.target().map(|request| list(&request)).unwrap_or_default();
        let mut all = list(&keys).into_iter().zip(values);
        let moved = all.try_for_each(|(key, value)| {
            if key.as_string().as_deref() == Some(CURRENT) {
                let id = DocumentId::new(js_sys::Math::random().to_bits() << 12);
                documents.put(&value, Some(&JsValue::from_f64(id.number()))).map(drop)
            } else {
                put_entry_aside(&aside, &key, &value)
            }
        });
        // Aborted, all is as it was, and the opening fails.
        let _ = match moved {
            Ok(()) => database.delete_object_store(DESK),
            Err(_) => transaction.abort().map(drop),
        };
    });
    // It lives until it is answered.
    values.forget_callbacks();
    Ok(())
}

/// A value that could not be read, with where and when, so that nothing is lost.
fn put_entry_aside(aside: &idb::ObjectStore, key: &JsValue, value: &JsValue) -> Result<(), Error> {
    let at = js_sys::Date::new_0().to_iso_string();
    let entry = js_sys::Object::new();
    for (name, part) in [("key", key), ("at", at.as_ref()), ("value", value)] {
        // A plain object takes every property.
        let _ = Reflect::set(&entry, &name.into(), part);
    }
    // Two of one moment differ in their keys.
    let name = Array::of2(&at, key).join(" ");
    aside.put(&entry, Some(&name)).map(drop)
}

fn is_taken(entry: &JsValue) -> bool {
    Reflect::get(entry, &"taken".into()).is_ok_and(|taken| taken.is_truthy())
}

fn times_of(record: &JsValue) -> u32 {
    let times = Reflect::get(record, &"times".into()).ok().and_then(|times| times.as_f64());
    times.unwrap_or(0.0) as u32
}

/// The list that a request has found.
fn list(request: &impl Request) -> Array {
    request
        .result()
        .ok()
        .and_then(|list| wasm_bindgen::JsCast::dyn_into(list).ok())
        .unwrap_or_default()
}

/// Waits for a transaction's end, to which it listens from now on.
fn finished(mut transaction: Transaction) -> impl Future<Output = Result<(), String>> {
    let (mut resolve, mut reject) = (None, None);
    let ended = Promise::new(&mut |yes, no| (resolve, reject) = (Some(yes), Some(no)));
    transaction.on_complete(move |_| call(resolve.as_ref(), &JsValue::NULL));
    transaction.on_abort(move |_| call(reject.as_ref(), &JsValue::NULL));
    async move {
        let ended = JsFuture::from(ended).await;
        ended.map(drop).map_err(|_| reason(transaction.error().as_ref()))
    }
}

fn call(function: Option<&Function>, value: &JsValue) {
    if let Some(function) = function {
        // Settling a promise does not fail.
        let _ = function.call1(&JsValue::NULL, value);
    }
}

const FAILED: &str = "the browser’s storage failed";

/// Why, in words for the user.
fn reason(error: Option<&DomException>) -> String {
    let name = error.map(DomException::name).unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" => "the disk is full".to_owned(),
        "VersionError" => "what is saved is of a newer version of this page: reload it".to_owned(),
        "" => FAILED.to_owned(),
        name => format!("{FAILED}: {name}"),
    }
}

fn why(error: Error) -> String {
    match error {
        Error::IndexedDbNotFound(_) => "this browser window has no storage".to_owned(),
        _ => FAILED.to_owned(),
    }
}
