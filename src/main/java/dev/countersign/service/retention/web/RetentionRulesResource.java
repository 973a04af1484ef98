package dev.countersign.service.retention.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.access.Roles;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.retention.ChangeRules;
import dev.countersign.service.retention.RetentionRule;
import dev.countersign.service.retention.RetentionRules;
import dev.countersign.service.retention.RuleName;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/retention_rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Retention")
@Blocking
class RetentionRulesResource {
    private final RetentionRules rules;
    private final ChangeRules changeRules;

    RetentionRulesResource(RetentionRules rules, ChangeRules changeRules) {
        this.rules = rules;
        this.changeRules = changeRules;
    }

    /** All rules. */
    @Schema(name = "RetentionRules", description = "The rules in force, by name")
    record Rules(List<RetentionRuleBody> items) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.SUPERVISOR, Roles.SCOPE_ADMIN})
    @Operation(
            operationId = "listRetentionRules",
            summary = "Lists how long interactions are kept",
            description = "Of several rules that match, the longest counts. What none matches is kept.")
    public Rules list() {
        return new Rules(rules.all().stream().map(RetentionRuleBody::of).toList());
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(operationId = "putRetentionRule", summary = "Puts a rule into force; who did is kept")
    public RetentionRuleBody put(@PathParam("name") String name, RetentionRuleBody body) {
        RetentionRule rule = body.toRule(name(name));
        changeRules.put(rule);
        return RetentionRuleBody.of(rule);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Operation(operationId = "removeRetentionRule", summary = "Takes a rule out of force; who did is kept")
    public void remove(@PathParam("name") String name) {
        changeRules.remove(name(name));
    }

    private static RuleName name(String inPath) {
        try {
            return new RuleName(inPath);
        } catch (MalformedInputException e) {
            throw new Problem(
                    ProblemType.NOT_FOUND, "There is no such rule: a name is 1 to 64 of a-z, 0-9, '_' and '-'.");
        }
    }
}
