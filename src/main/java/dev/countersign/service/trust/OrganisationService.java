package dev.countersign.service.trust;

import dev.countersign.did.ServiceEndpoint;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A service that our DID document names (DID Core 1.0 section 5.4).
 *
 * @param name under the DID: 1 to 64 letters, digits, dots, dashes and underscores
 * @param type 1 to 100 characters, as {@code LinkedDomains}
 * @param endpoint absolute, https
 */
public record OrganisationService(String name, String type, URI endpoint) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9:/.#_-]{1,100}");
    private static final int MAX_ENDPOINT_LENGTH = 2_000;

    /**
     * Reads one.
     *
     * @throws MalformedInputException when a rule above is broken; says which
     */
    public static OrganisationService parse(String name, String type, String endpoint) {
        require(NAME.matcher(name).matches(), "id (expected: 1 to 64 of letters, digits, . _ -)");
        require(TYPE.matcher(type).matches(), "type (expected: the name of a service type, at most 100 characters)");
        try {
            URI uri = new URI(endpoint);
            require(
                    "https".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && endpoint.length() <= MAX_ENDPOINT_LENGTH,
                    "service_endpoint (expected: an https URL)");
            return new OrganisationService(name, type, uri);
        } catch (URISyntaxException e) {
            throw new MalformedInputException("service_endpoint (expected: an https URL)", e);
        }
    }

    static OrganisationService of(ServiceEndpoint service) {
        return new OrganisationService(
                OrganisationDocument.fragment(service),
                service.types().iterator().next(),
                URI.create(service.uris().get(0)));
    }

    ServiceEndpoint toEndpoint() {
        return new ServiceEndpoint("#" + name, Set.of(type), List.of(endpoint.toString()));
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new MalformedInputException(expected);
        }
    }
}
