//! Traces by OpenTelemetry: each request as a span, sent as OTLP in JSON to a collector, off unless asked for.
//!
//! The protocol's own crate brings gRPC and Protocol Buffers along; what is sent here is a page of JSON.

use opentelemetry::{
    KeyValue, Value as Attribute,
    trace::{SpanKind, Status, TracerProvider as _},
};
use opentelemetry_sdk::{
    Resource,
    error::{OTelSdkError, OTelSdkResult},
    trace::{SdkTracer, SdkTracerProvider, SpanData, SpanExporter},
};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where a collector takes spans, below its address.
const PATH: &str = "/v1/traces";
/// So long a collector may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the program is called there.
const NAME: &str = "stadga";

/// Sends spans to a collector.
#[derive(Debug)]
struct Collector {
    address: String,
    agent: ureq::Agent,
    resource: Vec<Value>,
}

/// What makes spans, and what sends them: it must be shut down for the last ones to arrive.
pub fn begin(address: &str) -> (SdkTracer, SdkTracerProvider) {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0);
    let collector = Collector {
        address: format!("{}{PATH}", address.trim_end_matches('/')),
        agent: config.build().into(),
        resource: Vec::new(),
    };
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(collector)
        .with_resource(Resource::builder().with_service_name(NAME).build())
        .build();
    (provider.tracer(NAME), provider)
}

impl SpanExporter for Collector {
    /// On the thread that the library keeps for it: it may wait.
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let spans: Vec<_> = batch.iter().map(span).collect();
        let body = json!({"resourceSpans": [{
            "resource": {"attributes": self.resource},
            "scopeSpans": [{"scope": {"name": NAME, "version": env!("CARGO_PKG_VERSION")}, "spans": spans}],
        }]});
        let sent =
            self.agent.post(&self.address).content_type("application/json").send(body.to_string());
        sent.map(drop).map_err(|fault| OTelSdkError::InternalFailure(fault.to_string()))
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.resource =
            resource.iter().map(|(key, value)| attribute(key.as_str(), value)).collect();
    }
}

/// A span as OTLP has it in JSON: ids in hexadecimal, times in nanoseconds as text.
fn span(span: &SpanData) -> Value {
    let context = &span.span_context;
    let kind = match span.span_kind {
        SpanKind::Internal => 1,
        SpanKind::Server => 2,
        SpanKind::Client => 3,
        SpanKind::Producer => 4,
        SpanKind::Consumer => 5,
    };
    let status = match &span.status {
        Status::Unset => json!({}),
        Status::Ok => json!({"code": 1}),
        Status::Error { description } => json!({"code": 2, "message": description}),
    };
    let attributes: Vec<_> = span.attributes.iter().map(of_pair).collect();
    json!({
        "traceId": context.trace_id().to_string(),
        "spanId": context.span_id().to_string(),
        "parentSpanId": Some(span.parent_span_id.to_string()).filter(|id| id.bytes().any(|b| b != b'0')),
        "name": span.name,
        "kind": kind,
        "startTimeUnixNano": nanoseconds(span.start_time),
        "endTimeUnixNano": nanoseconds(span.end_time),
        "attributes": attributes,
        "status": status,
    })
}

fn of_pair(pair: &KeyValue) -> Value {
    attribute(pair.key.as_str(), &pair.value)
}

fn attribute(key: &str, value: &Attribute) -> Value {
    let value = match value {
        Attribute::Bool(yes) => json!({"boolValue": yes}),
        Attribute::I64(number) => json!({"intValue": number.to_string()}),
        Attribute::F64(number) => json!({"doubleValue": number}),
        other => json!({"stringValue": other.as_str()}),
    };
    json!({"key": key, "value": value})
}

fn nanoseconds(time: SystemTime) -> String {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos().to_string()
}
