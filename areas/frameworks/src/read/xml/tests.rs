//! OSCAL in XML says what the same document in JSON says, and hostile files end in a sentence.

use super::*;
use crate::read::read as read_files;
use serde_json::json;

const CATALOGUE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="check.sch"?>
<!-- Liten -->
<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="a b" uuid="74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724">
  <metadata>
    <title>Liten &amp; enkel</title>
    <last-modified>2025-01-02T00:00:00Z</last-modified>
    <version>1.10</version>
    <oscal-version>1.1.2</oscal-version>
    <revisions><revision><version>1.9</version></revision></revisions>
    <document-id scheme="https://example.org">LITEN</document-id>
    <party uuid="p" type="organization"><name>Regionen</name><email-address>a@example.org</email-address></party>
    <responsible-party role-id="creator"><party-uuid>p</party-uuid></responsible-party>
    <remarks><p>Ett.</p><p>Tv&#229;.</p></remarks>
  </metadata>
  <group id="g">
    <title>Grupp</title>
    <control id="g-1" class="SP">
      <title>Ett <em>krav</em></title>
      <param id="p"><label>tid</label><guideline><p>Kort.</p></guideline></param>
      <param id="q"><select how-many="one"><choice>dag</choice><choice>natt</choice></select></param>
      <prop name="label" value="G-1"/>
      <link href="#x" rel="related"><text>Se</text></link>
      <part id="g-1_smt" name="statement">
        <p>Inom <insert type="param" id-ref="p"/>, <strong>alltid</strong>
           eller <insert type="param" id-ref="q"/>:</p>
        <ul><li>loggar</li><li>larm
          <ol><li>dag</li></ol></li></ul>
        <part name="item"><prop name="label" value="a."/><p>Ett led.</p></part>
      </part>
      <part name="guidance"><p>Se <a href="https://example.org">mer</a>.</p></part>
      <control id="g-1.1"><title>Ett ett</title></control>
    </control>
    <control id="g-2"><title>Två</title></control>
  </group>
  <back-matter><resource uuid="x"><title>R</title><rlink href="r.pdf"/></resource></back-matter>
</catalog>"##;

#[test]
fn ctl_05_xml_says_what_the_same_in_json_says() {
    let read = read(CATALOGUE).unwrap().json();
    let catalogue = &read["catalog"];
    assert_eq!(catalogue["uuid"], "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724");
    assert!(catalogue.get("schemaLocation").is_none() && catalogue.get("xmlns").is_none());
    assert_eq!(
        catalogue["metadata"],
        json!({
            "title": "Liten & enkel", "last-modified": "2025-01-02T00:00:00Z", "version": "1.10",
            "oscal-version": "1.1.2", "revisions": [{"version": "1.9"}],
            "document-ids": [{"scheme": "https://example.org", "identifier": "LITEN"}],
            "parties": [{"uuid": "p", "type": "organization", "name": "Regionen",
                "email-addresses": ["a@example.org"]}],
            "responsible-parties": [{"role-id": "creator", "party-uuids": ["p"]}],
            "remarks": "Ett.\n\nTvå.",
        })
    );
    let control = &catalogue["groups"][0]["controls"][0];
    assert_eq!(control["title"], "Ett *krav*");
    assert_eq!(
        control["params"],
        json!([
            {"id": "p", "label": "tid", "guidelines": [{"prose": "Kort."}]},
            {"id": "q", "select": {"how-many": "one", "choice": ["dag", "natt"]}},
        ])
    );
    assert_eq!(control["links"], json!([{"href": "#x", "rel": "related", "text": "Se"}]));
    assert_eq!(
        control["parts"][0]["prose"],
        "Inom {{ insert: param, p }}, **alltid** eller {{ insert: param, q }}:\n\n- loggar\n- larm\n  1. dag"
    );
    assert_eq!(control["parts"][0]["parts"][0]["prose"], "Ett led.");
    assert_eq!(control["parts"][1]["prose"], "Se [mer](https://example.org).");
    assert_eq!(control["controls"], json!([{"id": "g-1.1", "title": "Ett ett"}]));
    let resource =
        json!({"resources": [{"uuid": "x", "title": "R", "rlinks": [{"href": "r.pdf"}]}]});
    assert_eq!(catalogue["back-matter"], resource);
}

#[test]
fn ctl_05_a_catalogue_in_xml_or_yaml_is_the_one_in_json() {
    let json = read(CATALOGUE).unwrap().json().to_string();
    // JSON is YAML; with a comment before it, it is read as such.
    let yaml = format!("# OSCAL\n{json}\n");
    let files = [("a.xml", CATALOGUE), ("a.yaml", &*yaml), ("a.json", &*json)];
    let [xml, yaml, json] =
        files.map(|(name, text)| read_files(&[(name, text.as_bytes())]).unwrap());
    assert_eq!(xml.frameworks, json.frameworks);
    assert_eq!(yaml.frameworks, json.frameworks);
    let one = &xml.frameworks[0].requirements[1].requirement;
    assert_eq!((one.urn.as_deref(), one.reference.as_deref()), (Some("g-1"), Some("G-1")));
    let text = &one.text.as_ref().unwrap().0;
    assert!(text.starts_with("Inom [tid], **alltid** eller [dag / natt]:"), "{text}");
    assert_eq!(xml.frameworks[0].framework.provider.as_deref(), Some("Regionen"));
}

#[test]
fn ctl_05_a_profile_in_xml_chooses_from_a_catalogue_in_xml() {
    let profile = r#"<profile xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="u">
      <metadata><title>Urval</title><version>2</version></metadata>
      <import href="liten.xml"><include-controls with-child-controls="yes"><with-id>g-1</with-id></include-controls></import>
      <merge><as-is>true</as-is></merge>
      <modify><set-parameter param-id="p"><value>en dag</value></set-parameter>
        <alter control-id="g-1"><add position="ending"><part name="guidance"><p>Mer.</p></part></add></alter></modify>
    </profile>"#;
    let files = [("urval.xml", profile.as_bytes()), ("liten.xml", CATALOGUE.as_bytes())];
    let library = read_files(&files).unwrap();
    let all = &library.frameworks[0].requirements;
    let urns: Vec<_> = all.iter().map(|one| one.requirement.urn.as_deref().unwrap()).collect();
    assert_eq!(urns, ["g", "g-1", "g-1.1"]);
    assert!(all[1].requirement.text.as_ref().unwrap().0.starts_with("Inom en dag, "));
    assert!(all[1].requirement.guidance.as_ref().unwrap().0.ends_with("Mer."));
    let include = read(r#"<profile><import href="a"><include-all/></import></profile>"#).unwrap();
    assert_eq!(include.json(), json!({"profile": {"imports": [{"href": "a", "include-all": {}}]}}));
}

#[test]
fn ctl_05_hostile_xml_ends_in_a_sentence_with_its_line() {
    let deep = format!("<catalog>{}</catalog>", "<group>".repeat(100));
    let bomb = "<!DOCTYPE c [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<catalog>&b;</catalog>";
    for (text, key, line) in [
        (bomb, "entities", Some(1)),
        ("<!DOCTYPE c SYSTEM 'file:///etc/passwd'><catalog/>", "entities", Some(1)),
        ("<catalog>\n<title>&egen;</title></catalog>", "entities", Some(2)),
        ("<catalog uuid='&egen;'/>", "entities", Some(1)),
        ("<catalog>\n</group>", "xml", Some(2)),
        ("<catalog><group>", "xml", Some(1)),
        ("<catalog/><catalog/>", "xml", Some(1)),
        ("<catalog a='1' a='2'/>", "xml", Some(1)),
        ("<!-- bara en anmärkning -->", "empty", None),
        (&*deep, "deep", Some(1)),
    ] {
        let fault = read(text).unwrap_err();
        assert_eq!((fault.key, fault.line), (key, line), "{text:.60}");
        assert!(!fault.said().is_empty());
    }
    let fault = read_files(&[("a.xml", b"<html><body/></html>")]).unwrap_err();
    assert_eq!((fault.key, fault.line), ("unknown", Some(1)));
}

#[test]
fn ctl_05_nothing_that_comes_again_is_lost_and_tables_stay_readable() {
    let text = "<catalog><novelty>a</novelty><novelty>b</novelty><remarks><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x|y</td></tr></table><pre>a\n b</pre></remarks></catalog>";
    let read = read(text).unwrap().json();
    assert_eq!(read["catalog"]["novelty"], json!(["a", "b"]));
    let remarks = "| A | B |\n| --- | --- |\n| 1 | x\\|y |\n\n```\na\n b\n```";
    assert_eq!(read["catalog"]["remarks"], remarks);
}
