/** Five Services as books and blogs print them, word for word. */
export const bookManifests = {
  'a node port where a port should be': `apiVersion: v1
kind: Service
metadata:
  name: my-nginx
  labels:
    run: my-nginx
spec:
  type: NodePort
  ports:
  - nodePort: 8080     # the port people will use
    targetPort: 80
    protocol: TCP
    name: http
  - nodePort: 443
    protocol: TCP
    name: https
  selector:
    run: my-nginx
`,
  'a load balancer': `kind: Service
apiVersion: v1
metadata:
  name: example-service
spec:
  selector:
    app: example
  ports:
    - port: 8765
      targetPort: 9376
  type: LoadBalancer
`,
  'an external name': `kind: Service
apiVersion: v1
metadata:
  name: my-service
spec:
  type: ExternalName
  externalName: my.database.example.com
`,
  'an external IP': `kind: Service
apiVersion: v1
metadata:
  name: my-service
spec:
  selector:
    app: MyApp
  ports:
  - name: http
    protocol: TCP
    port: 80
    targetPort: 9376
  externalIPs:
  - 80.11.12.10
`,
  'a policy in lower case': `kind: Service
apiVersion: v1
metadata:
  name: my-service
spec:
  type: NodePort
  externalTrafficPolicy: local
  selector:
    app: MyApp
  ports:
  - port: 80
`,
} as const
