// Stands for `pulumi-language-python`, which the official installer brings and no Go module has. Only this file stands in:
// virtual environments, pip, the generated SDK and the script that runs a program are Pulumi's own.
// https://github.com/pulumi/pulumi/tree/master/sdk/python/cmd/pulumi-language-python
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	codegen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/pulumi/pulumi/sdk/v3/python/toolchain"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// host serves one engine.
type host struct {
	rpc.UnimplementedLanguageRuntimeServer
	engine string
}

func main() {
	engine := os.Args[len(os.Args)-1]
	served, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: endWithEngine(engine),
		Init: func(server *grpc.Server) error {
			rpc.RegisterLanguageRuntimeServer(server, &host{engine: engine})
			return nil
		},
	})
	if err != nil {
		fail(err)
	}
	fmt.Println(served.Port)
	if err := <-served.Done; err != nil {
		fail(err)
	}
}

// endWithEngine returns a channel that closes when the engine is gone.
func endWithEngine(engine string) chan bool {
	gone, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	context.AfterFunc(gone, func() { close(done) })
	if err := rpcutil.Healthcheck(gone, engine, time.Second, cancel); err != nil {
		fail(err)
	}
	return done
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*rpc.PluginInfo, error) {
	return &rpc.PluginInfo{Version: "1.0.0"}, nil
}

// GetRequiredPackages names none: the component package is in Pulumi.yaml, and the sandbox has the providers.
func (h *host) GetRequiredPackages(
	context.Context, *rpc.GetRequiredPackagesRequest,
) (*rpc.GetRequiredPackagesResponse, error) {
	return &rpc.GetRequiredPackagesResponse{}, nil
}

// GeneratePackage writes the Python SDK of a schema.
func (h *host) GeneratePackage(
	_ context.Context, request *rpc.GeneratePackageRequest,
) (*rpc.GeneratePackageResponse, error) {
	loader, err := schema.NewLoaderClient(request.LoaderTarget)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(request.Schema), &spec); err != nil {
		return nil, err
	}
	bound, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if diagnostics.HasErrors() {
		return nil, diagnostics
	}
	files, err := codegen.GeneratePackage("pulumi-language-python", bound, request.ExtraFiles, loader)
	if err != nil {
		return nil, err
	}
	for name, content := range files {
		path := filepath.Join(request.Directory, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return nil, err
		}
	}
	return &rpc.GeneratePackageResponse{}, nil
}

// Link writes generated SDKs into requirements.txt.
func (h *host) Link(ctx context.Context, request *rpc.LinkRequest) (*rpc.LinkResponse, error) {
	chain, err := toolchainOf(request.Info)
	if err != nil {
		return nil, err
	}
	paths := map[string]string{}
	for _, linked := range request.Packages {
		paths[codegen.PyPack("", linked.Package.Name)] = linked.Path
	}
	return &rpc.LinkResponse{}, chain.LinkPackages(ctx, paths)
}

// InstallDependencies creates the virtual environment and installs requirements.txt into it.
func (h *host) InstallDependencies(
	request *rpc.InstallDependenciesRequest, stream rpc.LanguageRuntime_InstallDependenciesServer,
) error {
	chain, err := toolchainOf(request.Info)
	if err != nil {
		return err
	}
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(stream, request.IsTerminal)
	if err != nil {
		return err
	}
	defer closer.Close()
	return chain.InstallDependencies(
		stream.Context(), request.Info.ProgramDirectory, false, true, stdout, stderr)
}

// Run executes the program with Pulumi's own script, which lies beside this one.
func (h *host) Run(ctx context.Context, request *rpc.RunRequest) (*rpc.RunResponse, error) {
	chain, err := toolchainOf(request.Info)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	command, err := chain.Command(ctx,
		filepath.Join(filepath.Dir(self), "pulumi-language-python-exec"),
		"--monitor", request.MonitorAddress,
		"--engine", h.engine,
		"--project", request.Project,
		"--root_directory", request.Info.RootDirectory,
		"--stack", request.Stack,
		"--organization", request.Organization,
		"--pwd", request.Pwd,
		"--parallel", strconv.Itoa(int(request.Parallel)),
		"--dry_run", strconv.FormatBool(request.DryRun),
		filepath.Join(request.Info.ProgramDirectory, request.Info.EntryPoint))
	if err != nil {
		return nil, err
	}
	config, err := json.Marshal(request.Config)
	if err != nil {
		return nil, err
	}
	secrets, err := json.Marshal(request.ConfigSecretKeys)
	if err != nil {
		return nil, err
	}
	command.Env = append(command.Env,
		"PULUMI_CONFIG="+string(config), "PULUMI_CONFIG_SECRET_KEYS="+string(secrets))
	output, err := command.CombinedOutput()
	if err != nil {
		return &rpc.RunResponse{Error: fmt.Sprintf("the program ended with %v: %s", err, output)}, nil
	}
	return &rpc.RunResponse{}, nil
}

// toolchainOf returns pip in the virtual environment that Pulumi.yaml names.
func toolchainOf(info *rpc.ProgramInfo) (toolchain.Toolchain, error) {
	environment, _ := info.Options.AsMap()["virtualenv"].(string)
	return toolchain.ResolveToolchain(toolchain.PythonOptions{
		Root:       info.RootDirectory,
		ProgramDir: info.ProgramDirectory,
		Virtualenv: environment,
		Toolchain:  toolchain.Pip,
	})
}
