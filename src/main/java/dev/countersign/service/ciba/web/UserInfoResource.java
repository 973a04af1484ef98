package dev.countersign.service.ciba.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.service.access.AccessToken;
import dev.countersign.service.access.AccessTokens;
import dev.countersign.service.access.CurrentCertificate;
import dev.countersign.service.ciba.ShowUserInfo;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The UserInfo endpoint (OpenID Connect Core 1.0 section 5.3), for access tokens that a CIBA request brought. */
@Path("/oauth/userinfo")
@PermitAll
@Tag(name = "OAuth")
public class UserInfoResource {
    private static final String SCHEME = "Bearer ";
    private static final String INTERACTION_ID = "x-fapi-interaction-id";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private final AccessTokens tokens;
    private final ShowUserInfo showUserInfo;
    private final CurrentCertificate certificate;
    private final PublicUrl publicUrl;
    private final Random random;

    UserInfoResource(
            AccessTokens tokens,
            ShowUserInfo showUserInfo,
            CurrentCertificate certificate,
            PublicUrl publicUrl,
            Random random) {
        this.tokens = tokens;
        this.certificate = certificate;
        this.showUserInfo = showUserInfo;
        this.publicUrl = publicUrl;
        this.random = random;
    }

    /** Shows what the token opens. */
    @GET
    @Operation(summary = "What the customer consented to, for the access token of a CIBA request")
    public Response show(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(INTERACTION_ID) @Nullable String interactionId) {
        return token(authorization)
                .map(token -> Response.ok(Json.print(showUserInfo.show(token)), MediaType.APPLICATION_JSON))
                .orElseGet(() -> refused(authorization))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // FAPI 1.0 part 1, 6.2.1-11.
                .header(INTERACTION_ID, interactionId(interactionId))
                .build();
    }

    /** Shows what the token opens; section 5.3.1 allows both methods. */
    @POST
    @Operation(summary = "The same by POST")
    public Response showByPost(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(INTERACTION_ID) @Nullable String interactionId) {
        return show(authorization, interactionId);
    }

    private Optional<AccessToken> token(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        Verification<AccessToken> judged = tokens.verify(
                authorization.substring(SCHEME.length()),
                publicUrl.resolve("/oauth/userinfo").toString(),
                certificate.find());
        return judged.fold(
                verified -> Optional.of(verified.value()), no -> Optional.empty(), later -> Optional.empty());
    }

    /** RFC 6750 3: no error code for a request without a token. */
    private static Response.ResponseBuilder refused(@Nullable String authorization) {
        String challenge = authorization == null
                ? "Bearer realm=\"countersign\""
                : "Bearer realm=\"countersign\", error=\"invalid_token\"";
        return Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .entity(Json.print(Json.object().put("error", "invalid_token")));
    }

    private String interactionId(@Nullable String sent) {
        return sent != null && UUID_FORM.matcher(sent).matches()
                ? sent
                : UUID.nameUUIDFromBytes(random.bytes(16)).toString();
    }
}
