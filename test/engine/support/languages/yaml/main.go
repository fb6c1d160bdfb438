// Pulumi's language host for YAML with the one method that its newest Go module lacks and that `pulumi package add` calls.
// https://github.com/pulumi/pulumi-yaml/tree/main/cmd/pulumi-language-yaml
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi-yaml/pkg/server"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

type host struct{ rpc.LanguageRuntimeServer }

// Link has nothing to do: a YAML program finds a package by the lock file that GeneratePackage writes.
func (host) Link(context.Context, *rpc.LinkRequest) (*rpc.LinkResponse, error) {
	return &rpc.LinkResponse{}, nil
}

func main() {
	engine := os.Args[len(os.Args)-1]
	served, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: endWithEngine(engine),
		Init: func(srv *grpc.Server) error {
			rpc.RegisterLanguageRuntimeServer(srv, host{server.NewLanguageHost(engine, "", false)})
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
