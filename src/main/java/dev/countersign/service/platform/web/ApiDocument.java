package dev.countersign.service.platform.web;

import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.OAuthFlow;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Writes into the API's document what holds for every endpoint alike and is therefore annotated at none: how callers prove
 * who they are, what a problem looks like, and the Idempotency-Key.
 *
 * <p>Who may call is taken from the roles of the endpoint, so that document and service cannot disagree.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String STAFF = "staff_session";
    private static final String MACHINE = "machine_client";
    private static final String WALLET = "wallet_dpop";
    private static final String SCOPE_PREFIX = "scope:";
    private static final String PANEL = "panel";
    private static final String IDEMPOTENCY_KEY = "IdempotencyKey";
    private static final String FIRST_PARTY = "/api/v1/";
    private static final String WALLETS = "/wallet/v1/";
    private static final String PORTAL = "portal_session";
    private static final String CUSTOMERS = "/portal/v1/";

    /** What a wallet may ask before it is anybody. */
    private static final String PUBLIC = WALLETS + "organisation";

    private static final Map<String, String> SCOPES = scopes();

    private static Map<String, String> scopes() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put("customers", "Customers, their wallets and offers");
        scopes.put("interactions", "Interactions");
        scopes.put("challenges", "Consent challenges");
        scopes.put("identities", "Verified identities");
        scopes.put("ledger", "The log of interactions");
        scopes.put("statistics", "Figures about challenges");
        scopes.put("panel", "Panels for agents' desktops");
        scopes.put("admin", "What an administrator does");
        return scopes;
    }

    private final DocumentedProblems problems;
    private final DocumentedSchemas schemas;

    /** Made by the framework's build, with an index of our classes. */
    public ApiDocument(IndexView index) {
        this.problems = new DocumentedProblems(index);
        this.schemas = new DocumentedSchemas(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        components.setSecuritySchemes(schemes());
        schemas.complete(api);
        components.addSchema(DocumentedProblems.PROBLEM, problem());
        components.addResponse(
                DocumentedProblems.PROBLEM, DocumentedProblems.problem("Anything else: a problem (RFC 9457)"));
        components.addParameter(IDEMPOTENCY_KEY, idempotencyKey());
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(FIRST_PARTY) || path.startsWith(WALLETS) || path.startsWith(CUSTOMERS)) {
                item.getOperations().forEach((method, operation) -> complete(path, method, operation));
            }
        });
    }

    private void complete(String path, PathItem.HttpMethod method, Operation operation) {
        operation.setSecurity(security(path, operation));
        // The answers of the framework have no body in the document; ours have.
        for (String status : List.of("400", "401", "403")) {
            operation.getResponses().removeAPIResponse(status);
        }
        if (path.startsWith(FIRST_PARTY)) {
            problems.complete(path, method, operation);
            if (problems.keepsAnswers(method, operation)) {
                operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/" + IDEMPOTENCY_KEY));
            }
        } else {
            operation
                    .getResponses()
                    .setDefaultValue(
                            OASFactory.createAPIResponse().ref("#/components/responses/" + DocumentedProblems.PROBLEM));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDocument::bound);
        }
    }

    /** The two that all lists have. */
    private static void bound(Parameter parameter) {
        if ("limit".equals(parameter.getName())) {
            parameter
                    .description("Most items in the page; " + PageRequest.DEFAULT_LIMIT + " when absent")
                    .schema(OASFactory.createSchema()
                            .addType(Schema.SchemaType.INTEGER)
                            .format("int32")
                            .minimum(BigDecimal.ONE)
                            .maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT)));
        } else if ("cursor".equals(parameter.getName())) {
            parameter.description("The next_cursor of an earlier page");
        }
    }

    private static List<SecurityRequirement> security(String path, Operation operation) {
        if (path.equals(PUBLIC)) {
            return List.of();
        }
        if (path.startsWith(WALLETS)) {
            return List.of(OASFactory.createSecurityRequirement().addScheme(WALLET));
        }
        if (path.startsWith(CUSTOMERS)) {
            // Nobody is signed in who signs in.
            return operation.getSecurity() == null || operation.getSecurity().isEmpty()
                    ? List.of()
                    : List.of(OASFactory.createSecurityRequirement().addScheme(PORTAL));
        }
        TreeSet<String> roles = new TreeSet<>();
        if (operation.getSecurity() != null) {
            operation.getSecurity().forEach(found -> found.getSchemes().values().forEach(roles::addAll));
        }
        List<SecurityRequirement> either = new ArrayList<>();
        if (roles.remove(PANEL)) {
            either.add(OASFactory.createSecurityRequirement().addScheme(PANEL));
        }
        List<String> staff =
                roles.stream().filter(role -> !role.startsWith(SCOPE_PREFIX)).toList();
        if (!staff.isEmpty()) {
            either.add(OASFactory.createSecurityRequirement().addScheme(STAFF, staff));
        }
        // One of the scopes is enough: an alternative each.
        roles.stream()
                .filter(role -> role.startsWith(SCOPE_PREFIX))
                .map(role -> role.substring(SCOPE_PREFIX.length()))
                .forEach(scope ->
                        either.add(OASFactory.createSecurityRequirement().addScheme(MACHINE, scope)));
        return either;
    }

    private static Map<String, SecurityScheme> schemes() {
        OAuthFlow flow = OASFactory.createOAuthFlow().tokenUrl("/oauth/token").scopes(SCOPES);
        Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
        schemes.put(
                STAFF,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("__Host-countersign_session")
                        .description(
                                "Staff: the cookie that POST /session or GET /session/oidc sets; in development its"
                                        + " name is countersign_session. A request that changes something also names our own"
                                        + " origin in Origin. The words in a requirement are roles, of which one is enough."));
        schemes.put(
                MACHINE,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.OAUTH2)
                        .flows(OASFactory.createOAuthFlows().clientCredentials(flow))
                        .description("Machines: an access token of POST /oauth/token, grant_type client_credentials,"
                                + " with client_secret_basic, client_secret_post or private_key_jwt."));
        schemes.put(
                PANEL,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The page of a panel: an access token of POST /oauth/token, grant_type"
                                + " urn:countersign:params:oauth:grant-type:panel, with panel_token from POST"
                                + " /api/v1/panel_tokens. It reaches what one interaction needs, also at endpoints that name"
                                + " the role agent."));
        schemes.put(
                PORTAL,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("__Host-countersign_portal")
                        .description(
                                "Customers: the cookie that POST /portal/v1/session sets once a wallet has answered; in"
                                        + " development its name is countersign_portal. A request that changes something also names"
                                        + " our own origin in Origin."));
        schemes.put(
                WALLET,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("DPoP")
                        .description("Wallets: a proof by the holder key with each request, in the form of RFC 9449"
                                + " section 4, with body_hash (SHA-256, base64url) when there is a body."));
        return schemes;
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }

    private static Schema problem() {
        Schema error = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("pointer", text("JSON pointer to what is wrong"))
                .addProperty("detail", text("What was expected there"));
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("A problem (RFC 9457).")
                .addProperty(
                        "type",
                        text("Address of the page about this kind of problem: one of "
                                        + Arrays.stream(ProblemType.values())
                                                .map(ProblemType::path)
                                                .collect(Collectors.joining(", ")))
                                .format("uri"))
                .addProperty("title", text("The kind, in words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("The HTTP status"))
                .addProperty("detail", text("What happened this time"))
                .addProperty("instance", text("Where the log has the details").format("uri"))
                .addProperty("reason", text("Why a presentation was rejected"))
                .addProperty(
                        "retry_after_seconds",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("As in Retry-After"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error))
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .required(false)
                .description(
                        "Makes a repeated request have its effect once: the same key and request get the same answer.")
                .schema(text("1 to 255 visible characters").maxLength(255));
    }
}
