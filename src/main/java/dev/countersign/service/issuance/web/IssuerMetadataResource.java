package dev.countersign.service.issuance.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.Display;
import dev.countersign.service.issuance.CredentialType;
import dev.countersign.service.issuance.CredentialTypes;
import dev.countersign.service.issuance.OfferCredential;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.PublicUrl;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What wallets read about us as an issuer (OpenID4VCI 12.2). */
@Path("/.well-known/openid-credential-issuer")
@PermitAll
@Tag(name = "OpenID4VCI")
public class IssuerMetadataResource {
    private final CredentialTypes types;
    private final PublicUrl publicUrl;
    private final Organisation organisation;

    IssuerMetadataResource(CredentialTypes types, PublicUrl publicUrl, Organisation organisation) {
        this.types = types;
        this.publicUrl = publicUrl;
        this.organisation = organisation;
    }

    @GET
    @Operation(summary = "Metadata of the credential issuer")
    public Response metadata() {
        Map<String, CredentialConfiguration> configurations = new LinkedHashMap<>();
        for (CredentialType type : types.all()) {
            configurations.put(type.id(), type.configuration());
        }
        CredentialIssuerMetadata metadata = new CredentialIssuerMetadata(
                publicUrl.uri().toString(),
                List.of(),
                new CredentialIssuerMetadata.Endpoints(
                        publicUrl.resolve("/openid4vci/credential"),
                        Optional.of(publicUrl.resolve("/openid4vci/nonce")),
                        Optional.empty(),
                        Optional.of(publicUrl.resolve("/openid4vci/notification"))),
                OfferCredential.MAX_COPIES,
                false,
                List.of(new Display(
                        Optional.of(organisation.name()),
                        Optional.empty(),
                        organisation.logo(),
                        Optional.empty(),
                        Optional.empty())),
                configurations);
        return Response.ok(Json.print(metadata.toJson()), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
