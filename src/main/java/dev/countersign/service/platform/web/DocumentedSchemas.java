package dev.countersign.service.platform.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * Says in the API's document about bodies what the Java types say: which members are always there, that an absent member is
 * left out and never null, what a page of a list is.
 */
final class DocumentedSchemas {
    private static final String REF = "#/components/schemas/";

    /** What {@link java.time.Duration} reads and prints, unless it is negative. */
    private static final String DURATION = "^P(?=\\d|T\\d)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?)?$";

    private static final String EVENT_STREAM = "EventStream";
    private static final String EVENT_STREAM_TYPE = "text/event-stream";
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName OPTIONAL = DotName.createSimple(Optional.class);

    private static final DotName OBJECT_NODE = DotName.createSimple(ObjectNode.class);

    /** What the scanner finds in the libraries' classes, and nothing of ours. */
    private static final Set<String> FOREIGN = Set.of("OutboundSseEvent", "MediaType", "JsonNodeType", "GenericType");

    private final Map<String, ClassInfo> records = new HashMap<>();

    DocumentedSchemas(IndexView index) {
        for (AnnotationInstance annotation :
                index.getAnnotations(org.eclipse.microprofile.openapi.annotations.media.Schema.class)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.CLASS
                    && annotation.target().asClass().isRecord()
                    && annotation.value("name") != null) {
                records.put(
                        annotation.value("name").asString(), annotation.target().asClass());
            }
        }
    }

    void complete(OpenAPI api) {
        Components components = api.getComponents();
        FOREIGN.forEach(components::removeSchema);
        // The scanner would describe Jackson's own classes.
        components.addSchema("JsonNode", OASFactory.createSchema().description("Any JSON"));
        components.addSchema("ObjectNode", anyObject());
        components.addSchema(EVENT_STREAM, eventStream());
        describe(components, "Instant", "RFC 3339 time in UTC");
        describe(components, "Duration", "ISO 8601 duration, such as PT1M30.5S");
        components.getSchemas().forEach((name, schema) -> walk(schema, DocumentedSchemas::withFractions));
        components.getSchemas().forEach((name, schema) -> {
            walk(schema, DocumentedSchemas::neverNull);
            ClassInfo known = records.get(name);
            if (known != null) {
                require(schema, known);
            }
        });
        Map<String, String> pages = pages(components);
        api.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                .values()
                .forEach(operation -> bodies(operation, body -> {
                    if (body.getSchema() != null) {
                        walk(body.getSchema(), schema -> rename(schema, pages));
                    }
                })));
    }

    private static void describe(Components components, String name, String description) {
        Schema schema = components.getSchemas().get(name);
        if (schema != null) {
            schema.setDescription(description);
        }
    }

    /** JSON Schema's own format is that of RFC 3339 appendix A, which has no fractions of seconds. */
    private static void withFractions(Schema schema) {
        if ("duration".equals(schema.getFormat())) {
            schema.setFormat(null);
            schema.setPattern(DURATION);
        }
    }

    /** Visits a schema and all that stand in it. */
    private static void walk(Schema schema, Consumer<Schema> visitor) {
        visitor.accept(schema);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(member -> walk(member, visitor));
        }
        if (schema.getItems() != null) {
            walk(schema.getItems(), visitor);
        }
        if (schema.getAdditionalPropertiesSchema() != null) {
            walk(schema.getAdditionalPropertiesSchema(), visitor);
        }
    }

    private static void neverNull(Schema schema) {
        List<Schema> either = schema.getAnyOf();
        if (either != null && either.stream().anyMatch(DocumentedSchemas::isNull)) {
            either.stream()
                    .filter(one -> one.getRef() != null)
                    .findFirst()
                    .ifPresent(one -> schema.setRef(one.getRef()));
            schema.setAnyOf(null);
        }
        if (schema.getRef() != null) {
            // What stands beside a reference is the scanner's guess at the same.
            schema.setType(null);
            schema.setEnumeration(null);
        } else if (schema.getType() != null && schema.getType().contains(Schema.SchemaType.NULL)) {
            List<Schema.SchemaType> types = new ArrayList<>(schema.getType());
            types.remove(Schema.SchemaType.NULL);
            schema.setType(types);
        }
    }

    private static boolean isNull(Schema schema) {
        return List.of(Schema.SchemaType.NULL).equals(schema.getType());
    }

    /** A member that is neither nullable nor optional is always there. */
    private static void require(Schema schema, ClassInfo known) {
        Set<String> required = new LinkedHashSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        known.recordComponents().forEach(component -> {
            FieldInfo field = known.field(component.name());
            if (!field.type().hasAnnotation(NULLABLE) && !field.type().name().equals(OPTIONAL)) {
                required.add(snakeCase(component.name()));
            }
            Schema member = schema.getProperties().get(snakeCase(component.name()));
            if (member != null && isObjectNode(field.type())) {
                member.ref(REF + "ObjectNode")
                        .type((List<Schema.SchemaType>) null)
                        .items(null);
            }
        });
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    /** The scanner takes it for a list, for one can iterate over its members. */
    private static boolean isObjectNode(Type type) {
        Type held = type.name().equals(OPTIONAL)
                ? type.asParameterizedType().arguments().get(0)
                : type;
        return held.name().equals(OBJECT_NODE);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** Names the pages of lists after what is listed; returns the new names by the old ones. */
    private static Map<String, String> pages(Components components) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Schema> schemas = new TreeMap<>();
        components.getSchemas().forEach((name, schema) -> {
            Optional<String> listed = name.startsWith("Page") ? listed(schema) : Optional.empty();
            listed.ifPresent(item -> {
                names.put(name, item + "Page");
                schema.setDescription("A part of a list; next_cursor leads to the next part and is absent in the last");
                schema.setRequired(List.of("items"));
            });
            schemas.put(listed.map(item -> item + "Page").orElse(name), schema);
        });
        components.setSchemas(schemas);
        return names;
    }

    private static Optional<String> listed(Schema page) {
        Schema items =
                page.getProperties() == null ? null : page.getProperties().get("items");
        return items == null || items.getItems() == null || items.getItems().getRef() == null
                ? Optional.empty()
                : Optional.of(items.getItems().getRef().substring(REF.length()));
    }

    private static void rename(Schema schema, Map<String, String> names) {
        String ref = schema.getRef();
        String name = ref == null ? null : names.get(ref.substring(REF.length()));
        if (name != null) {
            schema.setRef(REF + name);
        }
    }

    private static void bodies(Operation operation, Consumer<MediaType> visitor) {
        operation.getResponses().getAPIResponses().values().forEach(answer -> {
            if (answer.getContent() != null) {
                answer.getContent().getMediaTypes().forEach((type, body) -> {
                    if (type.equals(EVENT_STREAM_TYPE)) {
                        body.setSchema(OASFactory.createSchema().ref(REF + EVENT_STREAM));
                    }
                    visitor.accept(body);
                });
            }
        });
    }

    private static Schema eventStream() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .description(
                        "Server-sent events (HTML Living Standard section 9.2): event, data (a JSON object), and an id"
                                + " that Last-Event-ID resumes at");
    }

    private static Schema anyObject() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("Any JSON object")
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true));
    }
}
