package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a did:webvh offers without saying so, and its twin under did:web (did:webvh 1.0, "DID URL Resolution"). */
final class WebVhServices {
    private static final String FILES = "#files";
    private static final String FILES_TYPE = "relativeRef";
    private static final String WHOIS = "#whois";
    private static final String WHOIS_TYPE = "LinkedVerifiablePresentation";
    private static final String WHOIS_FILE = "whois.vp";
    private static final String WHOIS_CONTEXT = "https://identity.foundation/linked-vp/contexts/v1";

    private WebVhServices() {}

    static List<ServiceEndpoint> implicit(Did did, WebVhLocation location) {
        String files = location.files().toString();
        return List.of(
                new ServiceEndpoint(did + FILES, Set.of(FILES_TYPE), List.of(files)),
                new ServiceEndpoint(did + WHOIS, Set.of(WHOIS_TYPE), List.of(files + WHOIS_FILE)));
    }

    /** Returns the document of the did:web at the same place ("Publishing a Parallel did:web DID"). */
    static DidDocument parallelDidWeb(ObjectNode state, Did did, WebVhLocation location) {
        // Steps 1 and 2
        ObjectNode copy = state.deepCopy();
        addServices(copy, did, location.files().toString());
        // Step 3
        String text = Json.compact(copy).replace("did:webvh:" + location.scid() + ":", "did:web:");
        ObjectNode document = Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
        // Steps 4 and 5
        Set<String> names = new LinkedHashSet<>();
        document.path("alsoKnownAs").forEach(name -> names.add(name.asText()));
        names.add(did.toString());
        names.remove(location.web().toString());
        ArrayNode alsoKnownAs = document.putArray("alsoKnownAs");
        names.forEach(alsoKnownAs::add);
        return DidDocument.of(document);
    }

    private static void addServices(ObjectNode document, Did did, String files) {
        ArrayNode services = document.get("service") instanceof ArrayNode list ? list : document.putArray("service");
        if (!has(services, did, FILES)) {
            services.addObject().put("id", did + FILES).put("type", FILES_TYPE).put("serviceEndpoint", files);
        }
        if (!has(services, did, WHOIS)) {
            services.addObject()
                    .put("@context", WHOIS_CONTEXT)
                    .put("id", did + WHOIS)
                    .put("type", WHOIS_TYPE)
                    .put("serviceEndpoint", files + WHOIS_FILE);
        }
    }

    private static boolean has(ArrayNode services, Did did, String fragment) {
        for (JsonNode service : services) {
            String id = service.path("id").asText();
            if (id.equals(fragment) || id.equals(did + fragment)) {
                return true;
            }
        }
        return false;
    }
}
