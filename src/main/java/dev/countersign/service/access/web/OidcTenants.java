package dev.countersign.service.access.web;

import dev.countersign.service.access.OpenIdProvider;
import dev.countersign.service.access.StaffSignIn;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;

/**
 * Keeps the OpenID Connect mechanism to one path. Everywhere else it is switched off, whatever cookies and headers a
 * request carries: there, only a session of ours, an access token of ours or a proof of a wallet's key counts.
 */
@ApplicationScoped
class OidcTenants implements TenantConfigResolver {
    private static final String ID = "staff";

    private final OidcTenantConfig off =
            OidcTenantConfig.builder().tenantId("off").disableTenant().build();
    private final OidcTenantConfig atThePath;

    OidcTenants(StaffSignIn signIn, PublicUrl publicUrl, KeyedHash hash) {
        this.atThePath = signIn.provider()
                .map(provider -> config(provider, publicUrl, hash))
                .orElse(off);
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> requests) {
        boolean here = context.normalizedPath().equals(OpenIdProvider.PATH);
        return Uni.createFrom().item(here ? atThePath : off);
    }

    private static OidcTenantConfig config(OpenIdProvider provider, PublicUrl publicUrl, KeyedHash hash) {
        return OidcTenantConfig.builder()
                .tenantId(ID)
                .applicationType(ApplicationType.WEB_APP)
                .authServerUrl(provider.server().toString())
                .clientId(provider.clientId())
                .credentials(provider.clientSecret())
                .authentication()
                // The public name, not the one by which a proxy calls us.
                .redirectPath(publicUrl.resolve(OpenIdProvider.PATH).toString())
                .errorPath(OidcResource.REFUSED)
                .scopes(provider.scopes())
                .nonceRequired(true)
                .pkceRequired(true)
                // Derived, so that the browser may come back to another node than the one that sent it away.
                .stateSecret(secret(hash, "state", provider))
                .cookiePath(OpenIdProvider.PATH)
                .cookieForceSecure(!publicUrl.development())
                .forceRedirectHttpsScheme(!publicUrl.development())
                .end()
                .tokenStateManager()
                .encryptionSecret(secret(hash, "tokens", provider))
                .end()
                .build();
    }

    private static String secret(KeyedHash hash, String use, OpenIdProvider provider) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.hash("oidc " + use, provider.clientId()));
    }
}
