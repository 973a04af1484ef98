package dev.countersign.did;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters in the query of a DID URL (DID Resolution section 3.1), decoded once.
 *
 * @param values of the parameters that are known, by name
 * @param hasOthers whether there are parameters that only somebody else could understand
 */
record DidParameters(Map<String, String> values, boolean hasOthers) {
    private static final String SERVICE = "service";
    private static final String SERVICE_TYPE = "serviceType";
    private static final String RELATIVE_REF = "relativeRef";
    private static final String VERSION_ID = "versionId";
    private static final String VERSION_TIME = "versionTime";
    private static final String VERSION_NUMBER = "versionNumber";
    private static final String HASH_LINK = "hl";
    private static final Set<String> KNOWN =
            Set.of(SERVICE, SERVICE_TYPE, RELATIVE_REF, VERSION_ID, VERSION_TIME, VERSION_NUMBER, HASH_LINK);

    /**
     * Reads them.
     *
     * @throws MalformedDidException when one is there twice, is not encoded rightly, or has no meaning beside the others
     */
    static DidParameters of(DidUrl url) {
        Map<String, String> values = new HashMap<>();
        boolean others = false;
        for (String pair :
                url.query().filter(query -> !query.isEmpty()).orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!KNOWN.contains(name)) {
                others |= !pair.isEmpty();
            } else if (values.put(name, PercentEncoding.decode(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                // Which of the two counts would depend on who reads.
                throw new MalformedDidException("DID Resolution 3.1: " + name + ": twice (expected: once)");
            }
        }
        DidParameters parameters = new DidParameters(Map.copyOf(values), others);
        if (values.containsKey(RELATIVE_REF) && !parameters.selectsServices()) {
            throw new MalformedDidException(
                    "DID Resolution 3.1: relativeRef (expected: beside service or serviceType)");
        }
        parameters.relativeRef().ifPresent(DidParameters::requireBelow);
        return parameters;
    }

    /**
     * Returns the version that the DID URL names, else the one that was asked for.
     *
     * @throws MalformedDidException when both name one, or a value is of the wrong kind
     */
    ResolutionOptions version(ResolutionOptions asked) {
        ResolutionOptions own = new ResolutionOptions(
                Optional.ofNullable(values.get(VERSION_ID)),
                Optional.ofNullable(values.get(VERSION_TIME)).map(DidParameters::time),
                Optional.ofNullable(values.get(VERSION_NUMBER)).map(DidParameters::number));
        if (own.equals(ResolutionOptions.LATEST)) {
            return asked;
        }
        if (!asked.equals(ResolutionOptions.LATEST) && !asked.equals(own)) {
            throw new MalformedDidException("DID Resolution 3.1: version (expected: in the DID URL or in the options)");
        }
        return own;
    }

    boolean hashLink() {
        return values.containsKey(HASH_LINK);
    }

    boolean selectsServices() {
        return values.containsKey(SERVICE) || values.containsKey(SERVICE_TYPE);
    }

    /** Returns the positions of the services that both parameters select (DID Resolution 5.4.1 step 7.1). */
    List<Integer> selected(DidDocument document) {
        List<Integer> selected = new ArrayList<>();
        for (int i = 0; i < document.services().size(); i++) {
            ServiceEndpoint service = document.services().get(i);
            boolean named = Optional.ofNullable(values.get(SERVICE))
                    .map(name -> isNamed(service, name, document.id()))
                    .orElse(true);
            boolean typed = Optional.ofNullable(values.get(SERVICE_TYPE))
                    .map(service.types()::contains)
                    .orElse(true);
            if (named && typed) {
                selected.add(i);
            }
        }
        return selected;
    }

    /** Returns the addresses of these services, the relative reference resolved against each (step 7.2). */
    List<String> endpoints(DidDocument document, List<Integer> selected) {
        List<String> urls = new ArrayList<>();
        for (int position : selected) {
            for (String endpoint : document.services().get(position).uris()) {
                below(endpoint).ifPresent(urls::add);
            }
        }
        return urls;
    }

    // The value names the service by its fragment, as all examples do, or by its whole id.
    private static boolean isNamed(ServiceEndpoint service, String name, Did base) {
        return service.id().equals(name)
                || service.id().equals(base + "#" + name)
                || (name.startsWith("#") && service.id().equals(base + name));
    }

    // RFC 3986 5.2.2, for a reference that has neither scheme nor authority nor dot segments. java.net.URI.resolve
    // loses the last segment of the base when the reference is a query only.
    private Optional<String> below(String endpoint) {
        URI base;
        try {
            base = new URI(endpoint).normalize();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (!base.isAbsolute()) {
            return Optional.empty();
        }
        Optional<String> reference = relativeRef();
        if (!reference.isPresent()) {
            return Optional.of(endpoint);
        }
        // What has no path to go on from, such as a mail address or a DID, has nothing below it.
        if (base.isOpaque() || base.getRawAuthority() == null) {
            return Optional.empty();
        }
        return Optional.of(base.getScheme() + "://" + base.getRawAuthority() + target(base, reference.get()));
    }

    private static String target(URI base, String reference) {
        String path = base.getRawPath();
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        if (reference.isEmpty() || reference.startsWith("#")) {
            return path + query + reference;
        }
        if (reference.startsWith("?")) {
            return path + reference;
        }
        if (reference.startsWith("/")) {
            return reference;
        }
        return (path.isEmpty() ? "/" : path.substring(0, path.lastIndexOf('/') + 1)) + reference;
    }

    private Optional<String> relativeRef() {
        return Optional.ofNullable(values.get(RELATIVE_REF));
    }

    /** Refuses what would lead to another host, or above the place that the document names. */
    private static void requireBelow(String reference) {
        String path = reference.split("[?#]", 2)[0];
        boolean elsewhere = path.startsWith("//") || path.contains("\\") || path.split("/", 2)[0].contains(":");
        boolean above = false;
        for (String segment : path.split("/", -1)) {
            String decoded = PercentEncoding.decode(segment);
            above |= decoded.equals(".") || decoded.equals("..") || decoded.contains("/") || decoded.contains("\\");
        }
        if (elsewhere || above) {
            throw new MalformedDidException(
                    "DID Resolution 3.1: relativeRef (expected: no scheme, host, dot segment or encoded slash)");
        }
        try {
            new URI(reference);
        } catch (URISyntaxException e) {
            throw new MalformedDidException("DID Resolution 3.1: relativeRef (expected: as RFC 3986 says)", e);
        }
    }

    // DID Core 3.2.1: an XML dateTime in UTC without fraction.
    private static Instant time(String text) {
        try {
            if (text.endsWith("Z") && text.indexOf('.') < 0) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw new MalformedDidException("DID Core 3.2.1: versionTime (expected: as 2026-01-31T12:00:00Z)", e);
        }
        throw new MalformedDidException("DID Core 3.2.1: versionTime (expected: as 2026-01-31T12:00:00Z)");
    }

    private static Integer number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new MalformedDidException("did:webvh: versionNumber (expected: 1 to 999999999)");
        }
        return Integer.valueOf(text);
    }
}
