package dev.countersign.service.ciba.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.ReadTokenForm;
import dev.countersign.service.ciba.StartAuthentication;
import dev.countersign.service.ciba.StartAuthentication.Acknowledgement;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The backchannel authentication endpoint (OpenID CIBA Core 1.0 section 7). */
@Path("/oauth/bc-authorize")
@PermitAll
@Tag(name = "OAuth")
public class BackchannelResource {
    private final ReadTokenForm readForm;
    private final StartAuthentication startAuthentication;

    BackchannelResource(ReadTokenForm readForm, StartAuthentication startAuthentication) {
        this.readForm = readForm;
        this.startAuthentication = startAuthentication;
    }

    /** Has a customer asked. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask a customer for consent (OpenID CIBA); the outcome comes from the token endpoint")
    public Response ask(@Nullable String body, @Context HttpHeaders headers) {
        Acknowledgement made = startAuthentication.start(readForm.read(body, headers.getRequestHeaders()));
        return Response.ok(Json.print(print(made)), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    private static ObjectNode print(Acknowledgement made) {
        CIBARequestAcknowledgement standard = new CIBARequestAcknowledgement(
                new AuthRequestID(made.authReqId()),
                Math.toIntExact(made.expiresIn().toSeconds()),
                made.interval().map(Duration::toSeconds).map(Math::toIntExact).orElse(null));
        ObjectNode json =
                Json.parseObject(standard.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8));
        made.bindingCode().ifPresent(code -> json.put("binding_code", code));
        return json;
    }
}
