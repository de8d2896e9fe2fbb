//! Derives that turn a struct into a constant table of fields: data only, no behaviour.
//!
//! ```ignore
//! #[derive(Clone, Serialize, Deserialize, Record)]
//! #[record(kind = "measure", prefix = "ÅTG", title = "title", state = "state", unit = "unit", owner = "owner")]
//! pub struct Measure {
//!     #[field(list, sort, search)]
//!     pub title: String,
//!     #[field(list, filter, fixed)]
//!     pub state: State,
//!     #[field(to("recommendation", "risk"), group = "why")]
//!     pub causes: Vec<Id>,
//!     #[field(scale = "priority")]
//!     pub priority: Option<Term>,
//! }
//! ```

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use std::collections::BTreeMap;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, LitStr, Result, Token, meta::ParseNestedMeta,
    parse::Parse, parse_macro_input,
};

/// Describes a struct as a kind of record: implements `Record`.
#[proc_macro_derive(Record, attributes(record, field))]
pub fn record(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    record_impl(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// Describes a struct as a row inside a record: implements `Row`.
#[proc_macro_derive(Row, attributes(field))]
pub fn row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    row_impl(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// Describes an enum without data as a closed set of values in kebab case: implements `Choice` and `FieldValue`.
#[proc_macro_derive(Choice)]
pub fn choice(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choice_impl(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn record_impl(input: &DeriveInput) -> Result<Tokens> {
    let (name, fields, head) = (&input.ident, field_table(input)?, Head::of(input)?);
    let Head { kind, prefix, title, state, unit, owner } = head;
    Ok(quote! {
        impl ::stadga_model::Record for #name {
            const KIND: &'static str = #kind;
            const SPEC: &'static ::stadga_model::Spec = &::stadga_model::Spec {
                kind: #kind, prefix: #prefix, fields: #fields, title: #title, state: #state, unit: #unit, owner: #owner,
            };
        }
    })
}

fn row_impl(input: &DeriveInput) -> Result<Tokens> {
    let (name, fields) = (&input.ident, field_table(input)?);
    Ok(quote! {
        impl ::stadga_model::Row for #name {
            const FIELDS: &'static [::stadga_model::Field] = #fields;
        }
    })
}

fn choice_impl(input: &DeriveInput) -> Result<Tokens> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "Choice is for enums"));
    };
    let name = &input.ident;
    let values = data.variants.iter().map(|variant| kebab(&variant.ident.to_string()));
    Ok(quote! {
        impl ::stadga_model::Choice for #name {
            const VALUES: &'static [&'static str] = &[#(#values),*];
        }
        impl ::stadga_model::FieldValue for #name {
            const TYPE: ::stadga_model::FieldType =
                ::stadga_model::FieldType::Choice(<Self as ::stadga_model::Choice>::VALUES);
        }
    })
}

/// What stands in `#[record(…)]`.
struct Head {
    kind: LitStr,
    prefix: LitStr,
    title: LitStr,
    state: Tokens,
    unit: Tokens,
    owner: Tokens,
}

impl Head {
    fn of(input: &DeriveInput) -> Result<Self> {
        let attr = input.attrs.iter().find(|attr| attr.path().is_ident("record"));
        let attr = attr.ok_or_else(|| {
            Error::new_spanned(&input.ident, "needs #[record(kind = …, prefix = …)]")
        })?;
        let mut given = BTreeMap::<String, LitStr>::new();
        attr.parse_nested_meta(|meta| {
            let key = meta.path.require_ident()?.to_string();
            if !["kind", "prefix", "title", "state", "unit", "owner"].contains(&key.as_str()) {
                return Err(meta.error("unknown"));
            }
            given.insert(key, meta.value()?.parse()?);
            Ok(())
        })?;
        let need = |given: &mut BTreeMap<String, LitStr>, key: &str| {
            given
                .remove(key)
                .ok_or_else(|| Error::new_spanned(attr, format!("needs {key} = \"…\"")))
        };
        let kind = need(&mut given, "kind")?;
        let prefix = need(&mut given, "prefix")?;
        let title = need(&mut given, "title")?;
        let mut option = |key: &str| match given.remove(key) {
            Some(name) => quote!(::core::option::Option::Some(#name)),
            None => quote!(::core::option::Option::None),
        };
        let (state, unit, owner) = (option("state"), option("unit"), option("owner"));
        Ok(Self { kind, prefix, title, state, unit, owner })
    }
}

fn field_table(input: &DeriveInput) -> Result<Tokens> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "only structs are described"));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(&input.ident, "fields need names"));
    };
    let rows = fields.named.iter().map(|field| {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let flags = Flags::of(&field.attrs)?;
        Ok(flags.table_row(name.trim_start_matches("r#"), &field.ty))
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    Ok(quote!(&[#(#rows),*]))
}

/// What stands in `#[field(…)]`.
#[derive(Default)]
struct Flags {
    words: Vec<String>,
    group: Option<LitStr>,
    narrowed: Option<Tokens>,
    follows: Vec<LitStr>,
}

const WORDS: [&str; 9] =
    ["list", "filter", "sort", "count", "search", "fixed", "optional", "within", "holds"];

impl Flags {
    fn of(attrs: &[Attribute]) -> Result<Self> {
        let mut flags = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("field")) {
            attr.parse_nested_meta(|meta| {
                let key = meta.path.require_ident()?.to_string();
                match key.as_str() {
                    "group" => flags.group = Some(meta.value()?.parse()?),
                    "scale" => {
                        let scale: LitStr = meta.value()?.parse()?;
                        flags.narrowed = Some(quote!(.of_scale(#scale)));
                    }
                    "to" => {
                        let kinds = names(&meta)?;
                        flags.narrowed = Some(quote!(.to_kinds(&[#(#kinds),*])));
                    }
                    "follows" => flags.follows = names(&meta)?,
                    word if WORDS.contains(&word) => flags.words.push(key),
                    _ => return Err(meta.error("unknown")),
                }
                Ok(())
            })?;
        }
        Ok(flags)
    }

    fn table_row(&self, name: &str, ty: &syn::Type) -> Tokens {
        let has = |word: &str| self.words.iter().any(|w| w == word);
        let (listed, filtered, sorted) = (has("list"), has("filter"), has("sort"));
        let (counted, searched) = (has("count"), has("search"));
        let (fixed, optional) = (has("fixed"), has("optional"));
        let (within, holds) = (has("within"), has("holds"));
        let group = self.group.as_ref().map(LitStr::value).unwrap_or_default();
        let (narrowed, follows) = (&self.narrowed, &self.follows);
        quote! {{
            const TYPE: ::stadga_model::FieldType = <#ty as ::stadga_model::FieldValue>::TYPE #narrowed;
            ::stadga_model::Field {
                name: #name,
                ty: TYPE,
                required: !#optional && !<#ty as ::stadga_model::FieldValue>::OPTIONAL && TYPE.holds_one(),
                listed: #listed, filtered: #filtered, sorted: #sorted, counted: #counted,
                searched: #searched, fixed: #fixed, within: #within, holds: #holds,
                follows: &[#(#follows),*], group: #group,
            }
        }}
    }
}

/// The names in parentheses after a word.
fn names(meta: &ParseNestedMeta<'_>) -> Result<Vec<LitStr>> {
    let content;
    syn::parenthesized!(content in meta.input);
    let names = content.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
    Ok(names.into_iter().collect())
}

/// `NotStarted` becomes `not-started`, as serde's `rename_all = "kebab-case"` has it.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}
