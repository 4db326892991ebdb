# SPDX-License-Identifier: Apache-2.0
"""What is wrong with the translation pairs that translations_skipped.txt lists, mended and nothing else: translations_test.py
wants them to agree then. A mend is a pattern and what takes its place, in the YARRRML, in the RML or in both; each must
find something to mend. Databases of other makers become SQLite's."""
import re
import sqlite3

import rdflib
from rdflib.namespace import RDF

RR, RML, FNML = (rdflib.Namespace(n) for n in ("http://www.w3.org/ns/r2rml#", "http://semweb.mmlab.be/ns/rml#", "http://semweb.mmlab.be/ns/fnml#"))
IDLAB = rdflib.Namespace("https://w3id.org/imec/idlab/function#")
GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"


class Mend:
    def __init__(self, yaml=(), rml=(), both=(), data=None, graph=None):
        self.yaml, self.rml, self.graph, self.data = [*both, *yaml], [*both, *rml], graph, data or {}

    def in_yaml(self, text):
        return self._replaced(text, self.yaml)

    def in_rml(self, text):
        text = self._replaced(text, self.rml)
        if self.graph:
            graph = rdflib.Graph().parse(data=text, format="turtle", publicID="http://example.com/")
            self.graph(graph)
            text = graph.serialize(format="nt")
        return text

    def write_data(self, folder):
        for name, content in self.data.items():
            if isinstance(content, str) and name.endswith(".db"):
                with sqlite3.connect(folder / name) as database:
                    database.executescript(content)
            else:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(content, encoding="utf-8")

    @staticmethod
    def _replaced(text, patterns):
        for pattern, replacement in patterns:
            text, found = re.subn(pattern, replacement, text)
            if not found:
                raise ValueError(f"nothing to mend by {pattern}")
        return text


def parts_of(graph, node):
    """Removes a node and what only it leads to."""
    for _, _, o in list(graph.triples((node, None, None))):
        graph.remove((node, None, o))
        if isinstance(o, (rdflib.BNode, rdflib.URIRef)) and not list(graph.subjects(None, o)):
            parts_of(graph, o)


def first_run(graph):
    """What IncRML makes of rows that are all new: the map for those that are created, whose subject is the function's first
    parameter. Maps for rows that were updated or deleted, and maps that have no rows, are taken out."""
    for triples_map in list(graph.subjects(RDF.type, RR.TriplesMap)):
        subject = graph.value(triples_map, RR.subjectMap)
        call = graph.value(subject, FNML.functionValue)
        if not graph.value(triples_map, RML.logicalSource):
            parts_of(graph, triples_map)
            continue
        if not call:
            continue
        said = {graph.value(graph.value(pom, RR.predicateMap), RR.constant): graph.value(pom, RR.objectMap) for pom in graph.objects(call, RR.predicateObjectMap)}
        function = next(str(graph.value(o, RR.constant)) for p, o in said.items() if str(p).endswith("executes"))
        if not function.endswith("Create"):
            parts_of(graph, triples_map)
            continue
        graph.add((subject, RR.template, graph.value(said[IDLAB.iri], RR.template)))
        for unwanted in (FNML.functionValue, RR.graphMap, RDF.type):
            graph.remove((subject, unwanted, None))
        parts_of(graph, call)


WITHOUT_CHANGES = Mend(graph=first_run)
LOGIN = [(r"\n +authentication: auth\n", "\n")], [(r";\s*\w+:userAuthentication :auth_000", "")]
SQLITE = [(r"type: (mysql|oracle)", "type: sqlite"), (r"access: \S+", "access: data.db"), (r"queryFormulation: mysql", "queryFormulation: sql2008")]
SQLITE_RML = [(r'jdbcDSN "[^"]*"', 'jdbcDSN "jdbc:sqlite:data.db"')]


def database(tables, mysql=True):
    return Mend(yaml=SQLITE if mysql else SQLITE[:2], rml=SQLITE_RML, data={"data.db": tables})


NOTICES = "".join(f"""<entry><id>https://contrataciondelestado.es/sindicacion/licitacionesPerfilContratante/{n}</id><ContractFolderStatus>
{f'<ProcurementProjectLot><ID schemeName="ID_LOTE">L{n}</ID></ProcurementProjectLot>' if n != 2 else ''}<ProcurementProject><TypeCode>{n}</TypeCode></ProcurementProject>
<TenderingProcess><ContractingSystemCode>{n}</ContractingSystemCode><TenderSubmissionDeadlinePeriod><EndDate>2020-01-0{n}</EndDate></TenderSubmissionDeadlinePeriod></TenderingProcess>
<LocatedContractingParty><Party><PartyIdentification><ID schemeName="DIR3">D{n}</ID></PartyIdentification><ContractingPartyTypeCode>{n}</ContractingPartyTypeCode>
<PostalAddress><Country><IdentificationCode>C{n}</IdentificationCode></Country></PostalAddress></Party></LocatedContractingParty>
<TenderResult><ReceivedTenderQuantity>{n}</ReceivedTenderQuantity><AwardDate>2020-02-0{n}</AwardDate><AwardedTenderedProject><ProcurementProjectLotID>L{n}</ProcurementProjectLotID>
</AwardedTenderedProject></TenderResult></ContractFolderStatus></entry>""" for n in (1, 2, 3))
CODES = "codice,eu_uri\n" + "".join(f"{n},http://example.org/code/{n}\n" for n in (1, 2, "C1", "C3"))

MENDS = {
    "yarrrml-parser/datatype-on-function": Mend(  # and a function that there is
        yaml=[(r"http://example.com/grel/", GREL), ("grel:trim", "grel:string_trim"), (r"  application:\n", "  application:\n    sources: [[data.csv~csv]]\n")],
        rml=[(r"http://example.com/grel/trim", GREL + "string_trim"), (r"<http://example.com/grel/>", f"<{GREL}>"),
             (r":application rdf:type rr:TriplesMap ;", ':application rdf:type rr:TriplesMap ; rml:logicalSource [ rml:source "data.csv" ; rml:referenceFormulation ql:CSV ] ;')],
        data={"data.csv": "Number of applications\n 7\n12 \n"}),
    "yarrrml-parser/dynamic-target-test__file-source-direct-http-target": Mend(*LOGIN[:1], rml=[(r", :pom_005(?= \.)", "")]),
    "yarrrml-parser/dynamic-target-test__file-source-linked-http-target": Mend(*LOGIN[:1], rml=[(r", :pom_005(?= \.)", "")]),
    "yarrrml-parser/example5__rml": Mend(
        yaml=[(r"moon-walkers\.csv", "moon-walkers.csv~csv"), (r"\{Ref\}", "$(Ref)")],
        rml=[(r":map_WikipediaExportMapping_0 rr:subjectMap", ':map_WikipediaExportMapping_0 a rr:TriplesMap ; rml:logicalSource [ rml:source '
              '"src/test/resources/example5/moon-walkers.csv" ; rml:referenceFormulation ql:CSV ] ; rr:subjectMap'), (r"rr:PredicateObjectMap, rr:TriplesMap", "rr:PredicateObjectMap")],
        data={"src/test/resources/example5/museum.json": """[{"Artist": "Ana", "Ref": "r1", "DateOfWork": "1801", "Title": "Reeds", "Sitter": [{"Name": "Ana"}, {"Name": "Bo"}]},
              {"Artist": "Bo", "Ref": "r2", "DateOfWork": "1802", "Title": "Sedges", "Sitter": {"Name": "Cy"}}]"""}),
    "yarrrml-parser/example8__rml": Mend(
        yaml=[(r"/simmodel:", "/"), (r"\$\(simres\\?:", "$(")],
        rml=[(r"/simmodel:", "/"), (r'reference "(http://www.lbl.gov/namespaces/Sim/ResourcesGeneral/|simres:)', 'reference "')]),
    "yarrrml-parser/incrml-ldes__original-ldes__all-properties": WITHOUT_CHANGES,
    "yarrrml-parser/incrml-ldes__original-ldes__new-member-on-temperature-change": WITHOUT_CHANGES,
    "yarrrml-parser/incrml-ldes__original-ldes__new-member-on-timestamp-change": WITHOUT_CHANGES,
    "yarrrml-parser/incrml-ldes__test-cases__RMLLDES0001a": Mend(graph=first_run, yaml=[(r"sensor-reading:\n", "sensor-reading:\n    sources: source-create\n"), (r"(?s)\n  graph-create:.*", "\n")]),
    "yarrrml-parser/incrml-ldes__test-cases__RMLLDES0001e": Mend(graph=first_run, yaml=[(r"(?s)\n  graph-create:.*", "\n")]),
    "yarrrml-parser/oracle": database("CREATE TABLE OUR_TABLE (ID TEXT); INSERT INTO OUR_TABLE VALUES ('a'), ('b c');", mysql=False),
    "yarrrml-parser/spec__mapping-with-database-as-source": Mend(  # and a statement to compare
        yaml=[*SQLITE[:2], (r"referenceFormulation: csv", "referenceFormulation: csv\n    po: [[rdfs:label, $(STAFF)]]")],
        rml=[*SQLITE_RML, (r"rr:subjectMap :s_000 \.", 'rr:subjectMap :s_000 ; rr:predicateObjectMap [ rr:predicate rdfs:label ; rr:objectMap [ rml:reference "STAFF" ] ] .')],
        data={"data.db": "CREATE TABLE DEPT (DEPTNO TEXT, DNAME TEXT, LOC TEXT); CREATE TABLE EMP (DEPTNO TEXT); INSERT INTO DEPT VALUES ('1', 'Reeds', 'Hull'); INSERT INTO EMP VALUES ('1'), ('1');"}),
    "yarrrml-parser/target-http-request__direct-with-auth": Mend(*LOGIN),
    "yarrrml-parser/target-http-request__direct-with-auth-in-mapping": Mend(*LOGIN),
    "yarrrml-parser/target-http-request__linked-with-auth": Mend(*LOGIN),
    "yarrrml-parser/target-http-request__rmlmapper-solid-target-solid6": Mend(*LOGIN),
    "yarrrml-parser/trivial": Mend(  # and a mapping to compare
        yaml=[(r"(?s)\A.*", "mappings: {m: {sources: [[data.csv~csv]], s: 'http://example.com/$(id)', po: [[foaf:nick, $(nick)]]}}\n")],
        rml=[(r"\Z", ':m a rr:TriplesMap ; rml:logicalSource [ rml:source "data.csv" ; rml:referenceFormulation ql:CSV ] ; rr:subjectMap [ rr:template "http://example.com/{id}" ] ; '
              'rr:predicateObjectMap [ rr:predicate foaf:nick ; rr:objectMap [ rml:reference "nick" ] ] .\n')]),
    "yarrrml-parser/wot-without-security": Mend(rml=[(r"(rml:source :propertyAffordance_000 ;)", r'\1 rml:iterator "/list/item" ;')]),
    "yatter/projects__PPDSTC": Mend(
        both=[(r"\b(cac-place-ext|cac|cbc):", ""), (r"replace\(([^,()]*),(\\?['\"])(\S*?)\2,(\\?['\"])\4\)", r"substring-after(\1,\2\3\2)")],
        yaml=[(r"(substring-after\([^()]*)\)", r"\1\\)")],
        data={"spanish_data.xml": f"<feed>{NOTICES}</feed>", **{name + ".csv": CODES for name in ("country_code", "buyer_legal_type", "procedure_type")}}),
    "yatter/projects__TEC": Mend(yaml=[(r'schema: "https:', 'schema: "http:')], rml=[(r"rr:constant <([^>]*)>;(\s*)rr:datatype", r'rr:constant "\1";\2rr:datatype')]),
    "yatter/rml-core__YARRRMLTC-0017": Mend(both=[(r"\$students/student", "/students/student")]),
    "yatter/rml-core__YARRRMLTC-0018": database('CREATE TABLE Student (ID TEXT, Name TEXT); INSERT INTO Student VALUES (\'1\', \'Ana\'), (\'2\', \'Bo\');'),
    "yatter/rml-core__YARRRMLTC-0020": database('CREATE TABLE example ("@id" TEXT, "@year" TEXT, "@month" TEXT, "@day" TEXT, "from" TEXT, "to" TEXT, heading TEXT, body TEXT); '
                                                "INSERT INTO example VALUES ('1', '2019', '03', '01', 'Ana', 'Bo', 'Reeds', 'Cut them.');"),
    "yatter/rml-core__YARRRMLTC-0021": database("CREATE TABLE Venue4 (city TEXT, latitude TEXT, longtitude TEXT, continent TEXT, country TEXT); INSERT INTO Venue4 VALUES ('Hull', '53', '0', 'Europe', 'GB');"),
    "yatter/rml-fnml__YARRRMLTC-0049": Mend(yaml=[
        (r"function: join\((\w+), equal\(\$\((\w+)\),\$\((\w+)\)\), equal\(\$\(\w+\),\$\(\w+\)\)\)", r"{mapping: \1, condition: [{function: equal, parameters: [[str1, $(\2)], [str2, $(\3)]]}, "
         r"{function: equal, parameters: [[str1, $(\2)], [str2, $(\3)]]}]}"),
        (r"function: join\((\w+), equal\(\$\((\w+)\),\$\((\w+)\)\)\)", r"{mapping: \1, condition: {function: equal, parameters: [[str1, $(\2)], [str2, $(\3)]]}}")]),
    "yatter/rml-fnml__YARRRMLTC-0050": Mend(  # and statements to quote
        yaml=[(r"function: join\((quoted|quotedNonAsserted)=(\w+), equal\(\$\((\w+)\),\$\((\w+)\)\)\)", r"{\1: \2, condition: {function: equal, parameters: [[str1, $(\3)], [str2, $(\4)]]}}"),
              (r"(  mapping[12]:(?:\n    .*)*)", r"\1\n    po: [[foaf:nick, $(val2)]]")],
        rml=[(r'(rr:template "http://example.com/\{(?:Name|surname)\}";\n\t\]\.)', lambda m: m[0][:-1] + '; rr:predicateObjectMap [ rr:predicate foaf:nick ; rr:objectMap [ rml:reference "val2" ] ].')]),
    "yatter/rml-fnml__YARRRMLTC-0050b": Mend(yaml=[(r'schema: "https:', 'schema: "http:')]),
}
