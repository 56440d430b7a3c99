"""The folder of a run as an RO-Crate 1.2: what is in it and how it was made, for programs that know nothing of ours.

Rules of the RO-Crate 1.2 recommendation: a flat list of entities, each with `@id` and `@type`; a descriptor that names the
version and the root; a root dataset with name, description, date and licence and its files in `hasPart`; the run as a
`CreateAction` with its instrument, objects and results.
"""

from collections.abc import Mapping
from urllib.parse import quote

from toolkit.audit.encoding import canonical
from toolkit.audit.model import Manifest, Output
from toolkit.labels import word

CRATE = "ro-crate-metadata.json"
"""Name of the file, fixed by the recommendation."""

_VERSION = "https://w3id.org/ro/crate/1.2"

_FORMATS = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Entity = dict[str, object]


def crate_text(manifest: Manifest, title: str, sizes: Mapping[str, int], manifest_name: str) -> str:
    """Give the metadata file of a run.

    Parameters
    ----------
    manifest : Manifest
        The run.
    title : str
        Title of the programme.
    sizes : mapping of path to bytes
        Sizes of its outputs.
    manifest_name : str
        Name of the file of the manifest, which lies beside.

    Returns
    -------
    str
        JSON-LD, the same for the same arguments.
    """
    lang = manifest.parameters.lang
    files = [_file(output, sizes[output.path]) for output in manifest.outputs]
    described: Entity = {"@id": manifest_name, "@type": "File", "name": manifest_name}
    files.append(described | {"encodingFormat": _FORMATS[".json"]})
    sources: list[Entity] = [
        {"@id": f"#input/{quote(item.path)}", "@type": "CreativeWork", "name": item.path, "sha256": item.sha256}
        for item in manifest.inputs
    ]
    values = {
        "programme": manifest.parameters.programme,
        "lang": lang,
        "date": manifest.parameters.date,
        "standards": ", ".join(manifest.parameters.standards),
        "notebooks": ", ".join(manifest.parameters.notebooks),
    }
    parameters: list[Entity] = [
        {"@id": f"#parameter/{name}", "@type": "PropertyValue", "name": name, "value": value}
        for name, value in values.items()
    ]
    graph = [*_frame(manifest, title, files), *files, *sources, *parameters, _run(manifest, files, sources, parameters)]
    return canonical({"@context": f"{_VERSION}/context", "@graph": [*graph, *_software(manifest)]}) + "\n"


def _frame(manifest: Manifest, title: str, files: list[Entity]) -> list[Entity]:
    """Give the descriptor, the root and the terms of use."""
    lang = manifest.parameters.lang
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{word('report-title', lang)}: {title}",
        "description": word("audit-crate-about", lang),
        "datePublished": manifest.parameters.date,
        "license": {"@id": "#terms"},
        "inLanguage": lang,
        "hasPart": _ids(files),
        "mentions": [{"@id": "#run"}],
    }
    terms: Entity = {
        "@id": "#terms",
        "@type": "CreativeWork",
        "name": word("audit-terms-title", lang),
        "description": word("audit-terms", lang),
    }
    descriptor: Entity = {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": _VERSION}}
    return [descriptor | {"about": {"@id": "./"}}, root, terms]


def _run(manifest: Manifest, files: list[Entity], sources: list[Entity], parameters: list[Entity]) -> Entity:
    return {
        "@id": "#run",
        "@type": "CreateAction",
        "name": f"curmap audit run {manifest.parameters.programme}",
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "instrument": {"@id": "#curmap"},
        "object": [*_ids(sources), *_ids(parameters)],
        "result": _ids(files),
    }


def _software(manifest: Manifest) -> list[Entity]:
    made = manifest.environment
    packages: list[Entity] = [
        {"@id": f"#package/{quote(name)}", "@type": "SoftwareApplication", "name": name, "softwareVersion": version}
        for name, version in (("Python", made.python), *made.packages)
    ]
    tool: Entity = {
        "@id": "#curmap",
        "@type": "SoftwareApplication",
        "name": "Curriculum Mapping Toolkit",
        "softwareVersion": made.toolkit,
        "operatingSystem": made.platform,
        "softwareRequirements": _ids(packages),
    }
    return [tool, *packages]


def _file(output: Output, size: int) -> Entity:
    ending = output.path[output.path.rfind(".") :]
    return {
        "@id": quote(output.path),
        "@type": "File",
        "name": output.path,
        "encodingFormat": _FORMATS[ending],
        "contentSize": str(size),
        "sha256": output.sha256,
    }


def _ids(entities: list[Entity]) -> list[Entity]:
    return [{"@id": entity["@id"]} for entity in entities]
