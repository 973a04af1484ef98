package dev.countersign.service.console;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.TokenAnswer;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.access.TokenGrant;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The grant of panels, as an extension of OAuth (RFC 6749 section 4.5): a panel token opens one, once; a token for its
 * requests gets the next one, until the panel's end.
 *
 * <p>The tokens are random and looked up at each request, so that what ends a panel ends it at once.
 */
@ApplicationScoped
class PanelTokenGrant implements TokenGrant {
    /** How a token begins that opens a panel. */
    static final String OPENS = "pnl_open_";

    /** How a token begins that requests of a panel carry. */
    static final String CARRIED = "pnl_";

    private static final String GRANT_TYPE = "urn:countersign:params:oauth:grant-type:panel";
    private static final String TOKEN = "panel_token";
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int MAX_TOKEN_CHARS = 100;

    private final Panels panels;
    private final PanelAccess access;
    private final Random random;
    private final Clock clock;

    PanelTokenGrant(Panels panels, PanelAccess access, Random random, Clock clock) {
        this.panels = panels;
        this.access = access;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String grantType() {
        return GRANT_TYPE;
    }

    @Override
    @Transactional(dontRollbackOn = OAuthProblem.class)
    public TokenAnswer grant(TokenForm form) {
        String presented = form.parameter(TOKEN)
                .orElseThrow(() -> new OAuthProblem(400, "invalid_request", TOKEN + " is missing."));
        if (presented.length() > MAX_TOKEN_CHARS) {
            throw refused();
        }
        return presented.startsWith(OPENS) ? opened(presented) : renewed(presented);
    }

    private TokenAnswer opened(String token) {
        Instant now = clock.instant();
        // Used up before it is judged: a token that opened nothing opens nothing later either.
        Panel panel = panels.use(token, now)
                .flatMap(access::holding)
                .map(PanelAccess.InPanel::panel)
                .orElseThrow(PanelTokenGrant::refused);
        Fresh fresh = fresh(panel, now);
        panels.open(panel, fresh.secret(), now);
        return fresh.answer();
    }

    private TokenAnswer renewed(String carried) {
        Panel panel = access.find(carried).orElseThrow(PanelTokenGrant::refused).panel();
        Fresh fresh = fresh(panel, clock.instant());
        panels.renew(carried, fresh.secret());
        return fresh.answer();
    }

    private record Fresh(Panels.Secret secret, TokenAnswer answer) {}

    private Fresh fresh(Panel panel, Instant now) {
        String token = CARRIED + random.token();
        Instant latest = now.plus(LIFETIME);
        Instant expiresAt = latest.isBefore(panel.endsAt()) ? latest : panel.endsAt();
        return new Fresh(
                new Panels.Secret(token, expiresAt),
                new TokenAnswer(Json.object()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("expires_in", Duration.between(now, expiresAt).toSeconds())));
    }

    private static OAuthProblem refused() {
        return new OAuthProblem(400, "invalid_grant", "The token opens no panel, or has been used.");
    }
}
