package dev.countersign.service.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The base as {@code kubectl kustomize} renders it, read by a model that knows every field and refuses others. */
class KubernetesBaseTest {
    private static final Path BASE = Path.of("..", "k8s", "base");
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "ServiceAccount", ServiceAccount.class,
            "ConfigMap", ConfigMap.class,
            "Service", Service.class,
            "Deployment", Deployment.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "NetworkPolicy", NetworkPolicy.class);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static List<HasMetadata> rendered = List.of();

    @BeforeAll
    static void render() throws Exception {
        assumeTrue(kubectlIsThere(), "skipped: there is no kubectl on the path");
        Path output = Files.createTempFile("kustomize", ".yaml");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", BASE.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(kubectl.exitValue()).isZero();
        rendered = read(Files.readString(output));
        Files.delete(output);
    }

    private static boolean kubectlIsThere() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    @Test
    void every_object_of_the_base_is_there_once() {
        assertThat(rendered).extracting(HasMetadata::getKind).containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    }

    @Test
    void the_check_itself_refuses_a_field_that_kubernetes_does_not_know() {
        assertThatThrownBy(() -> read("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: x}
                        spec: {template: {spec: {containers: [{name: x, imagePullPolice: Always}]}}}
                        """)).hasMessageContaining("imagePullPolice");
    }

    @Test
    void two_nodes_run_and_a_drained_machine_never_takes_the_last() {
        assertThat(the(Deployment.class).getSpec().getReplicas()).isEqualTo(2);
        assertThat(the(Deployment.class)
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
        assertThat(the(PodDisruptionBudget.class).getSpec().getMinAvailable()).isEqualTo(new IntOrString(1));
    }

    @Test
    void every_selector_meets_the_pods_and_none_of_it_reaches_the_name_servers() {
        Map<String, String> pod =
                the(Deployment.class).getSpec().getTemplate().getMetadata().getLabels();

        for (Map<String, String> selector : List.of(
                the(Deployment.class).getSpec().getSelector().getMatchLabels(),
                the(Service.class).getSpec().getSelector(),
                the(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels(),
                the(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels())) {
            assertThat(selector).isNotEmpty();
            assertThat(pod).containsAllEntriesOf(selector);
        }
        assertThat(the(NetworkPolicy.class)
                        .getSpec()
                        .getEgress()
                        .get(0)
                        .getTo()
                        .get(0)
                        .getPodSelector()
                        .getMatchLabels())
                .containsOnlyKeys("k8s-app");
    }

    @Test
    void probes_ask_the_health_endpoints_of_the_port_that_the_service_opens() {
        assertThat(paths()).containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
        assertThat(container().getPorts().get(0).getContainerPort()).isEqualTo(8080);
        assertThat(the(Service.class).getSpec().getPorts().get(0).getTargetPort())
                .isEqualTo(new IntOrString(container().getPorts().get(0).getName()));
    }

    @Test
    void a_node_runs_with_the_least_rights() {
        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod().getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(container().getSecurityContext().getAllowPrivilegeEscalation())
                .isFalse();
        assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container().getResources().getLimits()).containsKey("memory");
        assertThat(container().getResources().getRequests()).containsKeys("cpu", "memory");
    }

    @Test
    void secrets_are_referred_to_and_never_written_down() {
        assertThat(rendered).extracting(HasMetadata::getKind).doesNotContain("Secret");
        assertThat(container().getEnv())
                .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|USERNAME|SECRET|KEY)"))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull());
        assertThat(container().getEnv())
                .filteredOn(variable -> variable.getName().endsWith("_FILE"))
                .hasSize(4)
                .allSatisfy(variable -> assertThat(variable.getValue()).startsWith("/etc/countersign/"));
        assertThat(the(ConfigMap.class).getData().get("QUARKUS_DATASOURCE_JDBC_URL"))
                .doesNotContain("password");
    }

    @Test
    void the_keyset_comes_from_a_secret_read_only() {
        VolumeMount keys = container().getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals("keys"))
                .findFirst()
                .orElseThrow();
        Volume volume = pod().getVolumes().stream()
                .filter(candidate -> candidate.getName().equals("keys"))
                .findFirst()
                .orElseThrow();

        assertThat(keys.getReadOnly()).isTrue();
        assertThat(volume.getSecret().getSecretName()).isNotEmpty();
    }

    @Test
    void the_public_url_is_one_that_production_accepts() {
        assertThat(the(ConfigMap.class).getData().get("COUNTERSIGN_PUBLIC_URL")).startsWith("https://");
    }

    private static <T extends HasMetadata> T the(Class<T> kind) {
        return rendered.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static PodSpec pod() {
        return the(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container() {
        return pod().getContainers().get(0);
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (Probe probe : List.of(
                container().getStartupProbe(),
                container().getReadinessProbe(),
                container().getLivenessProbe())) {
            assertThat(probe.getHttpGet().getPort())
                    .isEqualTo(new IntOrString(container().getPorts().get(0).getName()));
            paths.add(probe.getHttpGet().getPath());
        }
        return paths;
    }

    private static List<HasMetadata> read(String yaml) {
        ObjectMapper strict = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setAnnotationIntrospector(new Strict());
        List<HasMetadata> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml.getBytes(StandardCharsets.UTF_8))) {
            while (documents.hasNext()) {
                objects.add(object(strict, documents.next()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    private static HasMetadata object(ObjectMapper strict, JsonNode document) throws JsonProcessingException {
        Class<? extends HasMetadata> kind = KINDS.get(document.path("kind").asText());
        assertThat(kind).as("kind %s", document.path("kind")).isNotNull();
        HasMetadata object = strict.treeToValue(document, kind);
        assertThat(object.getApiVersion()).isEqualTo(document.path("apiVersion").asText());
        return object;
    }

    /** The model collects what it does not know into a map; without that map Jackson refuses it. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }
}
